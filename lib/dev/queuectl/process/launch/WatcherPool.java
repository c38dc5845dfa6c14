package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that block until processes have ended. Platform threads, since they block in native
/// calls; daemons, since jobs outlive their worker.
final class WatcherPool {
  private static final Logger log = LoggerFactory.getLogger(WatcherPool.class);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("process-", 0).factory());
  private final ThreadLocal<@Nullable Report> reporting = new ThreadLocal<>();
  private final Queue<Watch> postponed = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /// @param exit blocks until then
  private record Watch(Supplier<Exit> exit, Consumer<Exit> whenEnded) {}

  /// What a thread of the pool does after an end.
  private static final class Report {
    private @Nullable Watch next;
  }

  /// Waits for an end in a thread of the pool and reports it there. If no thread can be started,
  /// reports in the caller's thread that it was hindered, or waits for [#resume].
  ///
  /// @param later whether it must be watched, even if not right now
  void watch(Supplier<Exit> exit, Consumer<Exit> whenEnded, boolean later) {
    var watch = new Watch(exit, whenEnded);
    var report = reporting.get();
    if (report != null && report.next == null) {
      report.next = watch; // this thread is about to be free; waking another one takes time
      return;
    }
    if (!begin(watch)) {
      if (later) {
        postponed.add(watch);
      } else {
        whenEnded.accept(Exit.now(new End.Hindered("no thread can be started")));
      }
    }
  }

  private boolean begin(Watch watch) {
    try {
      threads.execute(() -> run(watch));
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      log.warn("could not start a thread reason={}", e.toString());
      return false;
    }
  }

  /// Starts watching what there was no thread for.
  void resume() {
    for (var watch = postponed.poll(); watch != null; watch = postponed.poll()) {
      if (!begin(watch)) {
        postponed.add(watch);
        return;
      }
    }
  }

  /// Lets idle threads end soon: each counts as a process of this user and has a stack.
  void rest() {
    threads.setKeepAliveTime(1, TimeUnit.SECONDS);
  }

  /// Reports nothing from now on.
  void close() {
    closed = true;
    threads.shutdown();
  }

  private void run(Watch first) {
    for (Watch watch = first; watch != null; ) {
      var exit = watch.exit.get();
      var report = new Report();
      reporting.set(report);
      report(exit, watch.whenEnded);
      reporting.remove();
      watch = report.next;
    }
  }

  private void report(Exit exit, Consumer<Exit> whenEnded) {
    try {
      if (!closed) {
        whenEnded.accept(exit);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      log.error("could not report exit={}", exit, e);
    }
  }
}
