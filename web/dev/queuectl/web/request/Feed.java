package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.store.Changes;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells pages what has changed. One thread asks the store for all of them, and only while somebody
/// listens.
public final class Feed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  static final int MOST_LISTENERS = 200;
  static final Duration BETWEEN = Duration.ofMillis(500);

  /// Between two looks at the store, however much is done through this server.
  private static final Duration LEAST = Duration.ofMillis(100);

  private final Store store;
  private final LastLook look;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition turn = lock.newCondition();
  private final Set<Listening> listenings = new HashSet<>();
  private long version;
  private boolean touched;
  private boolean closed;
  private @Nullable Thread poller;

  /// Another database has taken the place of the store, and listeners know.
  private boolean replaced;

  /// Something had changed when the store could not say what.
  private boolean owing;

  public Feed(Store store) {
    this.store = store;
    this.look = new LastLook(store);
  }

  /// Something has changed. The store only notices what other processes do: whoever changes
  /// something through this server calls this.
  void touch() {
    locked(
        () -> {
          touched = true;
          turn.signalAll();
          return true;
        });
  }

  /// Somebody is shown this job, as it is here: what happens to it from now on is told by its id.
  public void show(Job job) {
    look.show(job);
  }

  /// Starts listening, until closed. The first news is that anything may have changed.
  ///
  /// @return null if there are too many already
  @Nullable
  public Listening listen() {
    return locked(
        () -> {
          if (closed || listenings.size() == MOST_LISTENERS) {
            return null;
          }
          if (poller == null) {
            // Asked before the thread begins: what changes until it does is news, too.
            var changes = store.changes();
            what(changes);
            poller = Thread.ofVirtual().name("feed").start(() -> poll(changes));
          }
          var listening = new Listening();
          listenings.add(listening);
          return listening;
        });
  }

  boolean isPolling() {
    return locked(() -> poller != null);
  }

  /// What one has heard.
  public final class Listening implements AutoCloseable {
    private News waiting = News.ALL;
    private long heard = version - 1;
    private long quietUntil = System.nanoTime();

    /// Waits for news, at least [#BETWEEN] since the last.
    ///
    /// @return empty if there are none; also when the server stops
    public Optional<Told> await(Duration limit) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        var left = limit.toNanos();
        while (version == heard && !closed && left > 0) {
          left = news.awaitNanos(left);
        }
        for (var quiet = quietUntil - System.nanoTime(); quiet > 0 && !closed; ) {
          quiet = news.awaitNanos(quiet);
        }
        if (version == heard || closed) {
          return Optional.empty();
        }
        var told = new Told(version, waiting);
        heard = version;
        waiting = News.NONE;
        quietUntil = System.nanoTime() + BETWEEN.toNanos();
        return Optional.of(told);
      } finally {
        lock.unlock();
      }
    }

    public boolean isOver() {
      return locked(() -> closed);
    }

    @Override
    public void close() {
      locked(() -> listenings.remove(this));
    }
  }

  /// @param version grows with every change
  public record Told(long version, News news) {}

  private void poll(Changes changes) {
    while (waits()) {
      what(changes).ifPresent(this::tell);
    }
  }

  private void tell(News what) {
    locked(
        () -> {
          version++;
          listenings.forEach(listening -> listening.waiting = listening.waiting.and(what));
          news.signalAll();
          return true;
        });
  }

  /// @return whether to go on
  private boolean waits() {
    return locked(
        () -> {
          for (var left = LEAST.toNanos(); left > 0 && !closed; ) {
            left = waited(left);
          }
          for (var left = BETWEEN.minus(LEAST).toNanos(); left > 0 && !closed && !touched; ) {
            left = waited(left);
          }
          if (closed || listenings.isEmpty()) {
            poller = null;
          }
          return poller != null;
        });
  }

  private long waited(long nanos) {
    try {
      return turn.awaitNanos(nanos);
    } catch (InterruptedException e) {
      closed = true;
      return 0;
    }
  }

  /// A store that cannot be asked now is asked again: without this thread no page would hear of
  /// anything until the server is restarted.
  private Optional<News> what(Changes changes) {
    var before = replaced;
    var owed = owing;
    try {
      owing = changes.any() | locked(this::isTouched) | owed;
      changes.seen();
      replaced = false;
      if (!owing && !before) {
        return Optional.empty();
      }
      var found = look.next();
      owing = false;
      return Optional.of(before || owed ? News.ALL : found);
    } catch (QueueException.Replaced e) {
      replaced = true;
      return before ? Optional.empty() : Optional.of(News.ALL); // whoever looks is told
    } catch (QueueException.Unavailable e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      log.error("could not ask for changes", e);
      return Optional.empty();
    }
  }

  private boolean isTouched() {
    var was = touched;
    touched = false;
    return was;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
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
          turn.signalAll();
          return true;
        });
  }
}
