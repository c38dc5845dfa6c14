package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import dev.queuectl.store.Changes;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notifies pages that something has changed, as a growing number. One thread asks the store for
/// all of them, and only while somebody is listening.
public final class Feed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  static final int MOST_LISTENERS = 200;
  static final Duration BETWEEN = Duration.ofMillis(500);

  private final Store store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition end = lock.newCondition();
  private long version;
  private int listeners;
  private boolean closed;
  private @Nullable Thread poller;

  /// Another database has taken the place of the store, and listeners know.
  private volatile boolean replaced;

  public Feed(Store store) {
    this.store = store;
  }

  /// Something has changed. The store only notices what other processes do: whoever changes
  /// something through this server calls this.
  void touch() {
    locked(
        () -> {
          version++;
          news.signalAll();
          return true;
        });
  }

  /// Starts listening, until closed.
  ///
  /// @return null if there are too many already
  @Nullable
  public Listening listen() {
    // asked before the thread begins: what changes until it does is news, too
    var changes = store.changes();
    if (!isPolling()) {
      isNews(changes);
    }
    var admitted =
        locked(
            () -> {
              if (closed || listeners == MOST_LISTENERS) {
                return false;
              }
              listeners++;
              if (poller == null) {
                poller = Thread.ofVirtual().name("feed").start(() -> poll(changes));
              }
              return true;
            });
    return admitted ? new Listening() : null;
  }

  boolean isPolling() {
    return locked(() -> poller != null);
  }

  /// What one has heard.
  public final class Listening implements AutoCloseable {
    private long heard = -1;
    private long quietUntil = System.nanoTime();

    /// How often something had changed when [#await] returned last.
    public long version() {
      return heard;
    }

    /// Waits for news, at least [#BETWEEN] since the last; the first are that it listens.
    ///
    /// @return whether there are any; false also when the server stops
    public boolean await(Duration limit) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        var left = limit.toNanos();
        while (version == heard && !closed && left > 0) {
          left = news.awaitNanos(left);
        }
        for (var quiet = quietUntil - System.nanoTime(); quiet > 0 && !closed; ) {
          quiet = end.awaitNanos(quiet);
        }
        var isNew = version != heard && !closed;
        heard = version;
        quietUntil = System.nanoTime() + BETWEEN.toNanos();
        return isNew;
      } finally {
        lock.unlock();
      }
    }

    public boolean isOver() {
      return locked(() -> closed);
    }

    @Override
    public void close() {
      locked(() -> --listeners == 0);
    }
  }

  private void poll(Changes changes) {
    while (waits()) {
      if (isNews(changes)) {
        touch();
      }
    }
  }

  /// @return whether to go on
  private boolean waits() {
    return locked(
        () -> {
          for (var left = BETWEEN.toNanos(); left > 0 && !closed; ) {
            left = waited(left);
          }
          if (closed || listeners == 0) {
            poller = null;
          }
          return poller != null;
        });
  }

  private long waited(long nanos) {
    try {
      return end.awaitNanos(nanos);
    } catch (InterruptedException e) {
      closed = true;
      return 0;
    }
  }

  /// A store that cannot be asked now is asked again: without this thread no page would hear of
  /// anything until the server is restarted.
  private boolean isNews(Changes changes) {
    var before = replaced;
    try {
      var any = changes.any();
      changes.seen();
      replaced = false;
      return any || before;
    } catch (QueueException.Replaced e) {
      replaced = true;
      return !before; // that is news: whoever looks is told
    } catch (QueueException.Unavailable e) {
      return false;
    } catch (RuntimeException e) {
      log.error("could not ask for changes", e);
      return false;
    }
  }

  private boolean locked(BooleanSupplier work) {
    lock.lock();
    try {
      return work.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    locked(
        () -> {
          closed = true;
          news.signalAll();
          end.signalAll();
          return true;
        });
  }
}
