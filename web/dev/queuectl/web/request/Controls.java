package dev.queuectl.web.request;

import dev.queuectl.NewJob;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.action.AuditLog;
import dev.queuectl.store.QueueChange;
import dev.queuectl.store.WorkerChange;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// What can be done to queues, workers and the configuration by way of the dashboard.
public final class Controls {
  /// Every page that lists queues shows it.
  private static final int LONGEST_REASON = 500;

  private final ServedQueue served;
  private final Feed feed;

  Controls(ServedQueue served, Feed feed) {
    this.served = served;
    this.feed = feed;
  }

  /// @throws QueueException.Invalid if the reason is a long story
  public Queue pause(String queue, @Nullable String reason, Caller by) {
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new QueueException.Invalid(
          "reason has more than %d characters".formatted(LONGEST_REASON));
    }
    var paused = served.store().queues().change(queue, new QueueChange.Pause(reason, served.now()));
    audit(by).add("pause", queue, reason);
    return paused;
  }

  public Queue resume(String queue, Caller by) {
    var resumed = served.store().queues().change(queue, new QueueChange.Resume());
    audit(by).add("resume", queue, null);
    return resumed;
  }

  /// @param concurrency null lifts the limit
  public Queue limit(String queue, @Nullable Integer concurrency, Caller by) {
    var limited = served.store().queues().change(queue, new QueueChange.Limit(concurrency));
    audit(by).add("limit", queue, concurrency == null ? "unlimited" : concurrency.toString());
    return limited;
  }

  /// Asks a worker to leave, on whichever host it is.
  ///
  /// @throws QueueException.NotFound
  public void stop(String worker, Worker.Stop how, Caller by) {
    if (!served.store().workers().change(worker, new WorkerChange.Leave(how))) {
      throw unknown(worker);
    }
    audit(by).add(how == Worker.Stop.DRAIN ? "drain" : "stop", worker, null);
  }

  /// Asks a worker to have so many slots.
  ///
  /// @throws QueueException.NotFound
  public void scale(String worker, int slots, Caller by) {
    NewJob.inRange("slots", slots, 1, Worker.MOST_SLOTS);
    if (!served.store().workers().change(worker, new WorkerChange.Scale(slots))) {
      throw unknown(worker);
    }
    audit(by).add("scale", worker, Integer.toString(slots));
  }

  private static QueueException unknown(String worker) {
    return new QueueException.NotFound(
        "there is no worker \"" + worker + "\"", "It may have stopped already.");
  }

  /// @param value null for the default
  /// @throws QueueException.Invalid saying what the key accepts
  public void set(Setting setting, @Nullable String value, Caller by) {
    served
        .store()
        .config()
        .set(
            Collections.<Setting, @Nullable String>singletonMap(
                setting, value == null ? null : setting.checked(value)));
    audit(by).add(value == null ? "reset" : "set", setting.key(), value);
  }

  private AuditLog audit(Caller by) {
    return DashboardContext.audit(served, feed, by.actor());
  }
}
