package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Settings;
import dev.queuectl.schedule.DueTimes;
import dev.queuectl.schedule.Overlap;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.Store;
import dev.queuectl.tie.Dependency;
import java.time.Duration;
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

  /// Among so many of its newest are those that have not ended.
  private static final int LAST_JOBS = 50;

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
    new ScheduleWatch(store, audit).look(now);
    return nextAt();
  }

  /// When the next is due, or somebody is to look whether one is late.
  public Optional<Instant> nextAt() {
    return store.schedules().nextAt();
  }

  /// Reckons anew when each is due: the rules of time zones may be others than those by which that
  /// was stored.
  public void replan() {
    for (var schedule : store.schedules().list()) {
      try {
        schedule
            .replanned()
            .ifPresent(changed -> store.schedules().advance(changed, due(schedule)));
      } catch (QueueException.Invalid e) {
        // its zone or its expression is unknown here: it is paused when it is due
      }
    }
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
    var times = wanted(schedule.rules().overlap(), due.times(), blocking);
    var jobs = jobs(schedule, times, blocking, now, settings);
    var newest = jobs.isEmpty() ? null : jobs.getLast().id();
    var skipped = due.times().size() - times.size();
    store.schedules().advance(schedule.advanced(due, newest, skipped), due(schedule));
    if (times.isEmpty()) {
      blocking.ifPresent(job -> skipped(schedule, due, job));
    }
    return jobs;
  }

  /// For which of the times there is to be a job.
  ///
  /// @param blocking the last job, if it has not ended and another must not run beside it
  private static List<Instant> wanted(
      Overlap overlap, List<Instant> times, Optional<Job> blocking) {
    var most =
        switch (overlap) {
          case ALLOW -> times.size();
          case SKIP -> blocking.isPresent() ? 0 : times.size();
          case QUEUE -> blocking.map(job -> job.state() == JobState.PENDING ? 0 : 1).orElse(2);
          case REPLACE -> 1;
        };
    return times.subList(Math.max(0, times.size() - most), times.size());
  }

  /// Of jobs that must not run beside each other, each waits for the end of the one before it.
  private List<NewJob> jobs(
      Schedule schedule,
      List<Instant> times,
      Optional<Job> blocking,
      Instant now,
      Settings settings) {
    var overlap = schedule.rules().overlap();
    var after = times.isEmpty() || blocking.isEmpty() ? List.<Dependency>of() : ends(schedule, now);
    var jobs = new ArrayList<NewJob>();
    for (var time : times) {
      var job = inTime(schedule.jobFor(time, !DueTimes.isPunctual(time, now), settings), time, now);
      if (store.jobs().find(schedule.jobId(time)).isEmpty()) {
        jobs.add(job.after(after));
        after = overlap == Overlap.ALLOW ? List.of() : List.of(end(schedule.jobId(time)));
      }
    }
    return jobs;
  }

  /// One that is made late has less time to begin.
  private static NewJob inTime(NewJob job, Instant time, Instant now) {
    var expires = (Duration) job.policy().get(JobField.EXPIRES);
    return expires == null || DueTimes.isPunctual(time, now) || job.runAt() != null
        ? job
        : job.expiring(expires.minus(Duration.between(time, now)));
  }

  /// The ends of its jobs that have not come, and that the next one waits for. If it takes their
  /// place, they are cancelled first.
  private List<Dependency> ends(Schedule schedule, Instant now) {
    var last =
        store.jobs().beginningWith(schedule.idPrefix(), LAST_JOBS).stream()
            .filter(job -> !job.state().isFinal())
            .toList();
    if (schedule.rules().overlap() == Overlap.REPLACE) {
      var refs = last.stream().map(job -> new JobRef.Id(job.id())).toList();
      store.jobs().change(new JobAction.Verb(JobVerb.CANCEL), refs, now);
      audit.add("schedule-replace", schedule.name(), AuditText.jobs(refs.size(), ids(last)));
    }
    return last.stream().map(job -> end(job.id())).toList();
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }

  private static Dependency end(String id) {
    return new Dependency(Dependency.Kind.END, id);
  }

  private static Instant due(Schedule schedule) {
    return Objects.requireNonNull(schedule.progress().nextAt());
  }

  private Optional<Job> unfinished(Schedule schedule) {
    return schedule.rules().overlap() == Overlap.ALLOW
        ? Optional.empty()
        : Optional.ofNullable(schedule.progress().lastJob())
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
