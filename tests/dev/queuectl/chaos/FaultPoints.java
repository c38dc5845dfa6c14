package dev.queuectl.chaos;

import dev.queuectl.process.launch.Launcher;
import dev.queuectl.store.ConfigStore;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/// Counts all writes to the store and all launches of a worker, and signals this very process at
/// one of them. Reads do not count: what is outside sees no difference between before and after.
///
/// @see ChaosWorker
final class FaultPoints {
  private static final Set<String> READS =
      Set.of(
          "workers",
          "orders",
          "leasedBy",
          "hasWork",
          "find",
          "list",
          "attempts",
          "environment",
          "counts",
          "oldestWaitingSince",
          "waiting",
          "settings",
          "close",
          "toString");

  private final int at;
  private final boolean after;
  private final int signal;
  private int passed;

  FaultPoints(int at, boolean after, int signal) {
    this.at = at;
    this.after = after;
    this.signal = signal;
  }

  Store around(Store store) {
    var jobs = around(JobStore.class, store.jobs());
    var workers = around(WorkerStore.class, store.workers());
    var config = around(ConfigStore.class, store.config());
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "jobs" -> jobs;
                  case "workers" -> workers;
                  case "config" -> config;
                  default -> method.invoke(store, arguments);
                });
  }

  Launcher around(Launcher launcher) {
    return around(Launcher.class, launcher);
  }

  private <T> T around(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              var hit = !READS.contains(method.getName()) && next() == at;
              signal(hit && !after, method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                signal(hit && after, method.getName());
              }
            }));
  }

  private synchronized int next() {
    return ++passed;
  }

  private void signal(boolean now, String name) {
    if (now) {
      System.out.println("signal " + signal + (after ? " after " : " before ") + name);
      System.out.flush();
      Processes.sendToThisThread(signal);
    }
  }
}
