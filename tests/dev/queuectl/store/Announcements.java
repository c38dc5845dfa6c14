package dev.queuectl.store;

import dev.queuectl.store.Store.Listening;
import dev.queuectl.store.sqlite.Doorbell;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A doorbell inside one process: who listens is called at once, and rings are counted.
public final class Announcements implements Doorbell {
  private final AtomicInteger rings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Announcements() {
    this(new AtomicInteger());
  }

  public Announcements(AtomicInteger rings) {
    this.rings = rings;
  }

  @Override
  public void ring() {
    rings.incrementAndGet();
    listeners.forEach(Runnable::run);
  }

  @Override
  public Listening listen(Runnable whenRung) {
    listeners.add(whenRung);
    return () -> listeners.remove(whenRung);
  }
}
