package dev.queuectl.web.request;

import dev.queuectl.NewJob;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.action.QueueActions;
import dev.queuectl.action.ScheduleActions;
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

  private QueueActions actions(Caller by) {
    return new QueueActions(served.store(), DashboardContext.audit(served, feed, by.actor()));
  }

  /// What can be done to schedules.
  public ScheduleActions schedules(Caller by) {
    return new ScheduleActions(served.store(), DashboardContext.audit(served, feed, by.actor()));
  }

  /// @throws QueueException.Invalid if the reason is a long story
  public Queue pause(String queue, @Nullable String reason, Caller by) {
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new QueueException.Invalid(
          "reason has more than %d characters".formatted(LONGEST_REASON));
    }
    return actions(by).pause(queue, reason);
  }

  public Queue resume(String queue, Caller by) {
    return actions(by).resume(queue);
  }

  /// @param concurrency null lifts the limit
  public Queue limit(String queue, @Nullable Integer concurrency, Caller by) {
    return actions(by).limit(queue, concurrency);
  }

  /// Asks a worker to leave, on whichever host it is.
  ///
  /// @throws QueueException.NotFound
  public void stop(String worker, Worker.Stop how, Caller by) {
    if (!actions(by).stop(worker, how)) {
      throw unknown(worker);
    }
  }

  /// Asks a worker to have so many slots.
  ///
  /// @throws QueueException.NotFound
  public void scale(String worker, int slots, Caller by) {
    NewJob.inRange("slots", slots, 1, Worker.MOST_SLOTS);
    if (!actions(by).scale(worker, slots)) {
      throw unknown(worker);
    }
  }

  private static QueueException unknown(String worker) {
    return new QueueException.NotFound(
        "there is no worker \"" + worker + "\"", "It may have stopped already.");
  }

  /// @param value null for the default
  /// @throws QueueException.Invalid saying what the key accepts
  public void set(Setting setting, @Nullable String value, Caller by) {
    var checked = value == null ? null : setting.checked(value);
    actions(by).set(Collections.<Setting, @Nullable String>singletonMap(setting, checked));
  }
}
