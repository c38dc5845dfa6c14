package dev.queuectl.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that block until processes have ended. Platform threads, since they block in native
/// calls; daemons, since jobs outlive their worker.
final class WatcherPool {
  private static final Logger log = LoggerFactory.getLogger(WatcherPool.class);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("process-", 0).factory());
  private final ThreadLocal<@Nullable Report> reporting = new ThreadLocal<>();
  private volatile boolean closed;

  /// @param exit blocks until then
  private record Watch(Supplier<Exit> exit, Consumer<Exit> whenEnded) {}

  /// What a thread of the pool is at after an end.
  private static final class Report {
    private @Nullable Watch next;
  }

  /// Waits for an end in a thread of the pool and reports it there, or in the caller's if there can
  /// be no thread.
  void watch(Supplier<Exit> exit, Consumer<Exit> whenEnded) {
    var watch = new Watch(exit, whenEnded);
    var report = reporting.get();
    if (report != null && report.next == null) {
      report.next = watch; // this thread is about to be free; waking another one takes time
      return;
    }
    try {
      threads.execute(() -> run(watch));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      log.warn("could not start a thread reason={}", e.toString());
      var end = new ProcessEnd.NotStarted("there is no thread for it: " + e.getMessage());
      whenEnded.accept(Exit.now(end));
    }
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
    } catch (RuntimeException e) {
      log.error("could not report exit={}", exit, e);
    }
  }
}
