package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Acts on schedules, and records it in the same transaction.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public final class ScheduleActions {
  private final Store store;
  private final AuditLog audit;

  public ScheduleActions(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /// @throws QueueException.Duplicate if there is one of that name
  public Schedule add(Schedule schedule) {
    return store.together(
        () -> {
          if (store.schedules().find(schedule.name()).isPresent()) {
            throw new QueueException.Duplicate(
                "there is a schedule \"" + schedule.name() + "\" already; nothing was added",
                "Choose another name, or remove that one first.");
          }
          store.schedules().put(schedule);
          audit.add("schedule-add", schedule.name(), detail(schedule));
          return schedule;
        });
  }

  private static String detail(Schedule schedule) {
    return "%s, %s: %s".formatted(schedule.cron(), schedule.tz(), schedule.job().command());
  }

  /// @throws QueueException.NotFound naming the nearest
  public Schedule find(String name) {
    return store
        .schedules()
        .find(name)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no schedule \"" + name + "\"",
                    Words.nearest(
                            name, store.schedules().list().stream().map(Schedule::name).toList())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("")));
  }

  /// What has passed before it is not made up for.
  ///
  /// @param change what is to be in its place, of the same name
  public Schedule edit(String name, UnaryOperator<Schedule> change) {
    var now = store.clock().instant();
    return store.together(
        () -> {
          var old = find(name);
          var edited = change.apply(old).after(old, now);
          store.schedules().put(edited);
          audit.add("schedule-edit", name, "%s -> %s".formatted(detail(old), detail(edited)));
          return edited;
        });
  }

  /// One that is paused already gets the new reason.
  public Schedule pause(String name, @Nullable String reason) {
    var now = store.clock().instant();
    return change("schedule-pause", name, reason, schedule -> schedule.paused(now, reason));
  }

  /// What it has missed meanwhile is not made up for.
  public Schedule resume(String name) {
    var now = store.clock().instant();
    return change("schedule-resume", name, null, schedule -> schedule.from(now));
  }

  private Schedule change(
      String action, String name, @Nullable String detail, UnaryOperator<Schedule> change) {
    return store.together(
        () -> {
          var changed = change.apply(find(name));
          store.schedules().put(changed);
          audit.add(action, name, detail);
          return changed;
        });
  }

  /// Makes its job now, whether or not it is paused and its last job has ended.
  public Job run(String name) {
    var now = store.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    return store.together(
        () -> {
          var schedule = find(name);
          var time = now;
          while (store.jobs().find(schedule.jobId(time)).isPresent()) {
            time = time.plusMillis(1);
          }
          var settings = store.config().settings().usable();
          var job = schedule.jobFor(time, false, settings);
          var added =
              store.jobs().enqueue(List.of(job).iterator(), false, now).only().orElseThrow();
          store.schedules().put(schedule.ran(added.id()));
          audit.add("schedule-run", name, added.id());
          return added;
        });
  }

  /// Makes the jobs of these times, but for those that are stored.
  ///
  /// @param times at most so many as one transaction takes
  /// @return the ids of the jobs, in order
  public List<String> backfill(String name, List<Instant> times) {
    var now = store.clock().instant();
    return store.together(
        () -> {
          var schedule = find(name);
          var settings = store.config().settings().usable();
          var jobs =
              times.stream()
                  .filter(time -> store.jobs().find(schedule.jobId(time)).isEmpty())
                  .map(time -> schedule.jobFor(time, true, settings))
                  .toList();
          var ids = store.jobs().enqueue(jobs.iterator(), false, now).ids();
          audit.add("schedule-backfill", name, AuditText.jobs(ids.size(), ids));
          return ids;
        });
  }

  /// Adds them all, or none.
  public void addAll(List<Schedule> schedules) {
    store.together(
        () -> {
          schedules.forEach(this::add);
          return schedules.size();
        });
  }

  /// Its jobs stay.
  public Schedule remove(String name) {
    return store.together(
        () -> {
          var schedule = find(name);
          store.schedules().remove(name);
          audit.add("schedule-remove", name, detail(schedule));
          return schedule;
        });
  }
}
