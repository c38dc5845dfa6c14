package dev.queuectl.worker;

import dev.queuectl.QueueException;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.ArchiveStore;
import dev.queuectl.store.CauseStore;
import dev.queuectl.store.Changes;
import dev.queuectl.store.ConfigStore;
import dev.queuectl.store.EventStore;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.MetricStore;
import dev.queuectl.store.QueueStore;
import dev.queuectl.store.RequestStore;
import dev.queuectl.store.RetentionStore;
import dev.queuectl.store.ScheduleStore;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A real store that fails when a test says so.
final class FlakyStore implements Store {
  private final Store real;

  /// What every method of the worker store throws.
  @Nullable RuntimeException failure;

  /// The method that does its work and then fails, once.
  String failsAfter = "";

  FlakyStore(Store real) {
    this.real = real;
  }

  static QueueException.Unavailable unavailable() {
    return new QueueException.Unavailable("the store is away", "Wait.");
  }

  @Override
  public JobStore jobs() {
    return real.jobs();
  }

  @Override
  public CauseStore causes() {
    return real.causes();
  }

  @Override
  public WorkerStore workers() {
    var type = WorkerStore.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (failure != null) {
                throw failure;
              }
              try {
                var result = method.invoke(real.workers(), arguments);
                if (method.getName().equals(failsAfter)) {
                  failsAfter = "";
                  throw unavailable();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public QueueStore queues() {
    return real.queues();
  }

  @Override
  public <T> T together(Supplier<T> work) {
    return real.together(work);
  }

  @Override
  public AccessStore access() {
    return real.access();
  }

  @Override
  public MetricStore metrics() {
    return real.metrics();
  }

  @Override
  public RetentionStore retention() {
    return real.retention();
  }

  @Override
  public ArchiveStore archive() {
    return real.archive();
  }

  @Override
  public EventStore events() {
    return real.events();
  }

  @Override
  public RequestStore requests() {
    return real.requests();
  }

  @Override
  public ScheduleStore schedules() {
    return real.schedules();
  }

  @Override
  public Upkeep upkeep() {
    return real.upkeep();
  }

  @Override
  public ConfigStore config() {
    return real.config();
  }

  @Override
  public String storeId() {
    return real.storeId();
  }

  @Override
  public InstantSource clock() {
    return real.clock();
  }

  @Override
  public Listening listen(Runnable whenAnnounced) {
    return real.listen(whenAnnounced);
  }

  @Override
  public Changes changes() {
    return real.changes();
  }

  @Override
  public void watch() {
    real.watch();
  }

  @Override
  public void hurry() {
    real.hurry();
  }

  @Override
  public <T> T snapshot(Supplier<T> reading) {
    return real.snapshot(reading);
  }

  @Override
  public void close() {
    real.close();
  }
}
