package dev.queuectl.schedule;

import dev.queuectl.Durations;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Settings;
import dev.queuectl.Text;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A job that recurs.
///
/// @param cron see [Timetable#of]
/// @param tz the zone's name
/// @param anchoredAt from when on intervals are counted
/// @param updatedAt when somebody has last changed or resumed it
public record Schedule(
    String name,
    String cron,
    String tz,
    Instant anchoredAt,
    ScheduledJob job,
    ScheduleRules rules,
    Instant createdAt,
    Instant updatedAt,
    ScheduleProgress progress) {

  /// The environment variables that say to a job which schedule has made it, and for what time.
  public static final String OF_NAME = "QUEUECTL_SCHEDULE";

  public static final String OF_TIME = "QUEUECTL_SCHEDULED_FOR";
  public static final String OF_CATCHING_UP = "QUEUECTL_CAUGHT_UP";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,63}");
  private static final int LONGEST_REASON = 1000;

  /// A new one, which has not run yet.
  ///
  /// @throws QueueException.Invalid with the first thing that is wrong
  public static Schedule made(
      String name,
      Timetable timetable,
      ZoneId zone,
      Instant anchor,
      ScheduledJob job,
      ScheduleRules rules,
      Instant now) {
    return new Schedule(
            name,
            timetable.text(),
            zone.getId(),
            anchor,
            job,
            rules,
            now,
            now,
            ScheduleProgress.NONE)
        .from(now);
  }

  /// @throws QueueException.Invalid if it cannot have that name
  public Schedule {
    if (!NAME.matcher(name).matches()) {
      throw new QueueException.Invalid(
          "the schedule name \"" + Text.shortened(Text.plain(name), 80) + "\" cannot be used",
          "Use 1 to 64 letters, digits and _ . : -, beginning with a letter, a digit or _.");
    }
  }

  /// @throws QueueException.Invalid if it cannot be read any more
  public Timetable timetable() {
    return Timetable.of(cron, anchoredAt);
  }

  /// @throws QueueException.Invalid if this Java does not know it
  public ZoneId zone() {
    return Zones.of(tz);
  }

  /// The first time after that one; empty if it has ended by then.
  public Optional<Instant> timeAfter(Instant time) {
    return timetable().next(time, zone()).filter(this::isAllowed);
  }

  boolean isAllowed(Instant time) {
    var until = rules.until();
    return until == null || !time.isAfter(until);
  }

  private Schedule with(ScheduleProgress progress) {
    return new Schedule(name, cron, tz, anchoredAt, job, rules, createdAt, updatedAt, progress);
  }

  private Schedule since(Instant created, Instant updated, ScheduleProgress progress) {
    return new Schedule(name, cron, tz, anchoredAt, job, rules, created, updated, progress);
  }

  /// As it goes on from now: nothing is caught up, and no time comes again that has passed.
  public Schedule from(Instant now) {
    var next = timeAfter(progress.last(now)).orElse(null);
    return since(createdAt, now, progress.goingOn(next, lateFor(next)));
  }

  /// When a run for that time is late.
  private @Nullable Instant lateFor(@Nullable Instant time) {
    return time == null || rules.late() == null ? null : time.plus(rules.late());
  }

  /// Since when it is late that no run has completed for the first time that should have one; empty
  /// if it is not, or does not say when it would be.
  public Optional<Instant> lateSince(Instant now) {
    return isPaused() || rules.late() == null
        ? Optional.empty()
        : timeAfter(progress.completed(updatedAt))
            .map(this::lateFor)
            .filter(late -> !late.isAfter(now));
  }

  /// That it is late, in a clause.
  public Optional<String> late(Instant now) {
    try {
      return lateSince(now)
          .map(
              late ->
                  "%s is late since %s: no run for %s or later has completed"
                      .formatted(
                          name,
                          Durations.text(Durations.between(late, now)),
                          local(late.minus(Objects.requireNonNull(rules.late())))));
    } catch (QueueException.Invalid e) {
      return Optional.empty(); // it is paused when it is due
    }
  }

  /// Nobody looks whether it is late.
  public Schedule unwatched() {
    return with(progress.watched(null));
  }

  /// After somebody has looked whether a run is late: now it is about the next one that is not yet.
  public Schedule watched(Instant now) {
    var late = rules.late();
    return with(
        progress.watched(
            late == null || isPaused()
                ? null
                : lateFor(timeAfter(progress.completed(now.minus(late))).orElse(null))));
  }

  /// @throws QueueException.Invalid if the reason is too long
  public Schedule paused(Instant now, @Nullable String reason) {
    if (reason != null && Text.checked("reason", reason).length() > LONGEST_REASON) {
      throw new QueueException.Invalid(
          "the reason has %,d characters; the limit is %,d"
              .formatted(reason.length(), LONGEST_REASON));
    }
    return with(progress.paused(now, reason));
  }

  /// With the next time that the rules of its zone give now: they may have changed since it was
  /// stored. Empty if it is the same.
  public Optional<Schedule> replanned() {
    if (progress.nextAt() == null) {
      return Optional.empty();
    }
    var next = timeAfter(progress.last(updatedAt)).orElse(null);
    return progress.nextAt().equals(next) ? Optional.empty() : Optional.of(with(progress.at(next)));
  }

  /// After what was due has been dealt with.
  public Schedule advanced(DueTimes due, @Nullable String newest, long moreSkipped) {
    return with(progress.advanced(due, newest, moreSkipped));
  }

  /// What has become of the one that this takes the place of. It stays paused if that is.
  public Schedule after(Schedule old, Instant now) {
    var edited = since(old.createdAt, now, old.progress);
    return old.isPaused() ? edited : edited.from(now);
  }

  /// With a job that somebody has had made.
  public Schedule ran(String id) {
    return with(progress.ran(id));
  }

  /// The time that a job with these variables was made for.
  public static Optional<Instant> timeOf(Map<String, String> variables) {
    try {
      return Optional.ofNullable(variables.get(OF_TIME)).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty(); // somebody else has set it
    }
  }

  /// That nobody does what is due; empty if nothing is, or only since a moment.
  public Optional<String> overdue(Instant now) {
    return Optional.ofNullable(progress.nextAt())
        .filter(next -> !DueTimes.isPunctual(next, now))
        .map(
            next ->
                "%s is due since %s, and no worker is running"
                    .formatted(name, Durations.text(Durations.between(next, now))));
  }

  public boolean isPaused() {
    return progress.pausedAt() != null;
  }

  /// What the ids of all its jobs begin with.
  public String idPrefix() {
    return name + "@";
  }

  /// The same for the same time, whoever makes it: `nightly@2026-11-28T02:30+01:00`.
  public String jobId(Instant time) {
    return idPrefix() + local(time);
  }

  private String local(Instant time) {
    return time.atZone(zone()).toOffsetDateTime().toString();
  }

  /// The job for one of its times.
  ///
  /// @throws QueueException.Invalid if it cannot be enqueued any more
  public NewJob jobFor(Instant time, boolean caughtUp, Settings settings) {
    var variables = new HashMap<>(Map.of(OF_NAME, name, OF_TIME, time.toString()));
    if (caughtUp) {
      variables.put(OF_CATCHING_UP, "1");
    }
    return job.made(jobId(time), variables, runAt(time), settings);
  }

  /// So that not everything begins at the full hour; for the same time always the same.
  private @Nullable Instant runAt(Instant time) {
    var jitter = rules.jitter();
    if (jitter == null || jitter.equals(Duration.ZERO)) {
      return null;
    }
    var hash = new CRC32C();
    hash.update((name + time).getBytes(StandardCharsets.UTF_8));
    return time.plusMillis(hash.getValue() % (jitter.toMillis() + 1));
  }
}
