package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.store.QueueChange;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerChange;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Acts on queues, workers and the configuration, and records it in the same transaction.
///
/// All methods throw [dev.queuectl.QueueException.Unavailable] when the store cannot do it.
public final class QueueActions {
  private final Store store;
  private final AuditLog audit;

  public QueueActions(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /// @throws dev.queuectl.QueueException.Invalid if no queue can have that name
  public Queue pause(String queue, @Nullable String reason) {
    return store.together(
        () -> {
          var paused =
              store.queues().change(queue, new QueueChange.Pause(reason, store.clock().instant()));
          audit.add("pause", queue, reason);
          return paused;
        });
  }

  /// @throws dev.queuectl.QueueException.NotFound if it has neither jobs nor settings
  public Queue resume(String queue) {
    return store.together(
        () -> {
          var resumed = store.queues().change(queue, new QueueChange.Resume());
          audit.add("resume", queue, null);
          return resumed;
        });
  }

  /// @param concurrency null lifts the limit
  public Queue limit(String queue, @Nullable Integer concurrency) {
    return store.together(
        () -> {
          var limited = new QueueChange.Limit(concurrency);
          var before = store.queues().find(queue).concurrency();
          var after = store.queues().change(queue, limited);
          audit.add("limit", queue, change(limit(before), limit(concurrency)));
          return after;
        });
  }

  private static String limit(@Nullable Integer concurrency) {
    return concurrency == null ? "unlimited" : concurrency.toString();
  }

  private static String change(String before, String after) {
    return before + " -> " + after;
  }

  /// Records that somebody starts a worker, which then joins by itself.
  ///
  /// @param queues whose jobs it runs; empty for all
  public void start(String worker, int slots, Collection<String> queues, boolean untilDrained) {
    var words = new StringJoiner(", ").add(Numbers.counted(slots, "slot"));
    if (!queues.isEmpty()) {
      words.add("queues " + String.join(" ", queues));
    }
    if (untilDrained) {
      words.add("until drained");
    }
    audit.add("start", worker, words.toString());
  }

  /// Asks a worker to leave, on whichever host it is.
  ///
  /// @return whether there is one of that id
  public boolean stop(String worker, Worker.Stop how) {
    return store.together(
        () -> {
          var isThere = store.workers().change(worker, new WorkerChange.Leave(how));
          if (isThere) {
            audit.add(word(how), worker, running(worker));
          }
          return isThere;
        });
  }

  private @Nullable String running(String worker) {
    var ids = store.workers().leasedBy(worker).stream().map(Job::id).toList();
    return ids.isEmpty() ? null : "running " + AuditText.jobs(ids.size(), ids);
  }

  private static String word(Worker.Stop how) {
    return switch (how) {
      case DRAIN -> "drain";
      case NOW -> "stop";
      case HANDOVER -> "restart";
    };
  }

  /// Asks a worker to have so many slots.
  ///
  /// @return whether there is one of that id
  public boolean scale(String worker, int slots) {
    return store.together(
        () -> {
          var before =
              store.workers().workers().stream()
                  .filter(each -> each.id().equals(worker))
                  .findFirst();
          var isThere = store.workers().change(worker, new WorkerChange.Scale(slots));
          before.ifPresent(
              found ->
                  audit.add(
                      "scale",
                      worker,
                      change(Integer.toString(found.targetSlots()), Integer.toString(slots))));
          return isThere;
        });
  }

  /// @param values checked by [Setting#checked]; null for the default
  /// @throws dev.queuectl.QueueException.Invalid if two of the keys then contradict each other
  public void set(Map<Setting, @Nullable String> values) {
    store.together(
        () -> {
          var before = store.config().settings();
          store.config().set(values);
          var after = store.config().settings();
          after.usable().checked();
          values.forEach(
              (setting, value) ->
                  audit.add(
                      value == null ? "reset" : "set",
                      setting.key(),
                      change(before.text(setting), after.text(setting))));
          return values.size();
        });
  }
}
