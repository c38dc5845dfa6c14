package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Settings;
import dev.queuectl.schedule.DueTimes;
import dev.queuectl.schedule.Overlap;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the jobs of schedules whose time has come. Any worker does it, and none leads: a job is
/// added and its schedule advanced in one transaction, which changes nothing if another worker was
/// first. A schedule that cannot be carried out is paused, and keeps nobody else waiting.
public final class ScheduleFiring {
  /// In one transaction; the rest follows at once.
  private static final int MOST = 200;

  private final Store store;
  private final AuditLog audit;

  public ScheduleFiring(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /// @return when the next is due; that may be past, if there are many; empty for never
  public Optional<Instant> fire(Instant now) {
    var due = store.schedules().due(now, MOST);
    if (!due.isEmpty()) {
      // counted before the transaction: there may have been a million times
      var fired = due.stream().map(schedule -> new Fired(schedule, now)).toList();
      store.together(() -> apply(fired, now));
    }
    return store.schedules().nextAt();
  }

  private int apply(List<Fired> all, Instant now) {
    var settings = store.config().settings().usable();
    var jobs = new ArrayList<NewJob>();
    for (var fired : all) {
      if (store.schedules().find(fired.schedule.name()).equals(Optional.of(fired.schedule))) {
        jobs.addAll(apply(fired, now, settings));
      }
    }
    store.jobs().enqueue(jobs.iterator(), false, now);
    return jobs.size();
  }

  private List<NewJob> apply(Fired fired, Instant now, Settings settings) {
    try {
      return apply(fired.schedule, fired.due(), now, settings);
    } catch (QueueException.Invalid e) {
      pause(fired.schedule, now, "it cannot be carried out: " + e.getMessage());
      return List.of();
    }
  }

  private List<NewJob> apply(Schedule schedule, DueTimes due, Instant now, Settings settings) {
    var deaths = deaths(schedule);
    if (deaths != null) {
      pause(schedule, now, deaths);
      return List.of();
    }
    var blocking = due.times().isEmpty() ? Optional.<Job>empty() : unfinished(schedule);
    var jobs = new ArrayList<NewJob>();
    if (blocking.isEmpty()) {
      for (var time : due.times()) {
        var job = schedule.jobFor(time, !DueTimes.isPunctual(time, now), settings);
        if (store.jobs().find(schedule.jobId(time)).isEmpty()) {
          jobs.add(job);
        }
      }
    }
    var newest = jobs.isEmpty() ? null : jobs.getLast().id();
    var skipped = blocking.isPresent() ? due.times().size() : 0;
    store.schedules().advance(schedule.advanced(due, newest, skipped), due(schedule));
    blocking.ifPresent(job -> skipped(schedule, due, job));
    return jobs;
  }

  private static Instant due(Schedule schedule) {
    return Objects.requireNonNull(schedule.nextAt());
  }

  private Optional<Job> unfinished(Schedule schedule) {
    return schedule.rules().overlap() == Overlap.ALLOW
        ? Optional.empty()
        : Optional.ofNullable(schedule.lastJob())
            .flatMap(store.jobs()::find)
            .filter(job -> !job.state().isFinal());
  }

  private void skipped(Schedule schedule, DueTimes due, Job job) {
    audit.add(
        "schedule-skip",
        schedule.name(),
        "%s was not made: %s is %s"
            .formatted(schedule.jobId(due.times().getLast()), job.id(), job.state().word()));
  }

  /// Why it pauses itself, if so many of its jobs have died one after the other since somebody has
  /// last looked after it.
  private @Nullable String deaths(Schedule schedule) {
    var most = schedule.rules().pauseAfter();
    if (most == null) {
      return null;
    }
    var ended =
        store.jobs().beginningWith(schedule.idPrefix(), most + 1).stream()
            .filter(job -> job.state().isFinal())
            .filter(job -> !job.createdAt().isBefore(schedule.updatedAt()))
            .limit(most)
            .toList();
    return ended.size() == most && ended.stream().allMatch(job -> job.state() == JobState.DEAD)
        ? "%d of its jobs in a row are dead, the last is %s".formatted(most, ended.getFirst().id())
        : null;
  }

  private void pause(Schedule schedule, Instant now, String why) {
    store.schedules().advance(schedule.paused(now, why), due(schedule));
    audit.add("schedule-pause", schedule.name(), why);
  }

  /// A schedule whose time has come, and what that is; an exception if that cannot be told any
  /// more.
  private static final class Fired {
    private final Schedule schedule;
    private @Nullable DueTimes times;
    private QueueException.@Nullable Invalid failure;

    private Fired(Schedule schedule, Instant now) {
      this.schedule = schedule;
      try {
        times = DueTimes.of(schedule, now);
      } catch (QueueException.Invalid e) {
        failure = e;
      }
    }

    private DueTimes due() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(times);
    }
  }
}
