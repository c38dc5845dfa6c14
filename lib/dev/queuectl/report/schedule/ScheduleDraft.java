package dev.queuectl.report.schedule;

import dev.queuectl.Durations;
import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.Times;
import dev.queuectl.schedule.CatchUp;
import dev.queuectl.schedule.Overlap;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import dev.queuectl.schedule.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A schedule while it is being described: the words of its fields, and the draft of its job.
public final class ScheduleDraft {
  /// A schedule says when its jobs run, what they wait for (`overlap`), and no two jobs have one id
  /// or one key.
  public static final Set<JobField> NOT_OF_A_SCHEDULE =
      EnumSet.of(
          JobField.ID,
          JobField.DELAY,
          JobField.RUN_AT,
          JobField.HELD,
          JobField.AFTER,
          JobField.AFTER_FAILURE,
          JobField.AFTER_END,
          JobField.UNIQUE,
          JobField.UNIQUE_WHILE,
          JobField.UNIQUE_FOR,
          JobField.ON_DUPLICATE,
          JobField.KEEP_RUN_AT);

  private final Map<ScheduleField, String> words = new EnumMap<>(ScheduleField.class);
  private final JobDraft job;
  private boolean paused;
  private @Nullable String pauseReason;

  public ScheduleDraft(JobDraft job) {
    this.job = job;
  }

  /// A schedule as JSON has it: its own fields beside those of its job. Fields that only say where
  /// one stands mean nothing here.
  ///
  /// @throws QueueException.Invalid saying what is wrong
  public static ScheduleDraft read(String text) {
    var names = new ArrayList<>(ScheduleJson.STANDING);
    names.addAll(ScheduleField.keys());
    var reader = NewJobReader.besides(names);
    var draft = new ScheduleDraft(reader.read(text));
    reader
        .others()
        .forEach((name, word) -> ScheduleField.of(name).ifPresent(it -> draft.put(it, word)));
    draft.paused = reader.others().containsKey(ScheduleJson.PAUSED_AT);
    draft.pauseReason = reader.others().get(ScheduleJson.PAUSE_REASON);
    return draft;
  }

  /// As it was printed: paused if it was.
  ///
  /// @throws QueueException.Invalid with the first thing that is wrong
  public Schedule toPrinted(JobDefaults defaults) {
    var schedule = toSchedule(defaults);
    return paused ? schedule.paused(defaults.now(), pauseReason) : schedule;
  }

  /// Takes from a schedule what this does not say.
  public ScheduleDraft otherwise(Schedule old) {
    var rules = old.rules();
    keep(ScheduleField.NAME, old.name());
    keep(ScheduleField.CRON, old.cron());
    keep(ScheduleField.TZ, old.tz());
    keep(ScheduleField.FROM, old.anchoredAt().toString());
    keep(ScheduleField.CATCH_UP, rules.catchUp().word());
    keep(ScheduleField.CATCH_UP_WINDOW, Durations.exact(rules.catchUpWindow()));
    keep(ScheduleField.OVERLAP, rules.overlap().word());
    keep(ScheduleField.JITTER, rules.jitter() == null ? null : Durations.exact(rules.jitter()));
    keep(
        ScheduleField.PAUSE_AFTER,
        rules.pauseAfter() == null ? null : rules.pauseAfter().toString());
    keep(ScheduleField.LATE, rules.late() == null ? null : Durations.exact(rules.late()));
    keep(ScheduleField.UNTIL, rules.until() == null ? null : rules.until().toString());
    var before = new JobDraft();
    before.put(JobField.COMMAND, old.job().command()).put(JobField.CWD, old.job().cwd());
    old.job().fields().forEach(before::put);
    old.job().env().forEach(before::putEnv);
    job.otherwise(before);
    return this;
  }

  private void keep(ScheduleField field, @Nullable String word) {
    if (word != null) {
      words.putIfAbsent(field, word);
    }
  }

  /// @throws QueueException.Invalid if the field was given before
  public ScheduleDraft put(ScheduleField field, String text) {
    if (words.put(field, text) != null) {
      throw new QueueException.Invalid(field.key() + " is given twice");
    }
    return this;
  }

  public ScheduleDraft putIfGiven(ScheduleField field, @Nullable String text) {
    return text == null ? this : put(field, text);
  }

  public boolean has(ScheduleField field) {
    return words.containsKey(field);
  }

  public boolean isEmpty() {
    return words.isEmpty() && job.isEmpty();
  }

  /// @throws QueueException.Invalid with the first thing that is wrong
  public Schedule toSchedule(JobDefaults defaults) {
    var now = defaults.now();
    var zone = optional(ScheduleField.TZ, Zones::of, defaults.zone().get());
    var anchor =
        optional(
            ScheduleField.FROM,
            text -> Times.parse(ScheduleField.FROM.key(), text, now, zone),
            now.truncatedTo(ChronoUnit.SECONDS));
    var table = Timetable.of(required(ScheduleField.CRON), anchor);
    var made =
        Schedule.made(
            required(ScheduleField.NAME),
            table,
            zone,
            anchor,
            job(defaults),
            rules(now, zone),
            now);
    if (made.progress().nextAt() == null) {
      throw new QueueException.Invalid(
          "that never happens until %s".formatted(words.get(ScheduleField.UNTIL)));
    }
    return made;
  }

  private ScheduledJob job(JobDefaults defaults) {
    for (var field : NOT_OF_A_SCHEDULE) {
      if (job.has(field)) {
        throw new QueueException.Invalid(field.key() + " and a schedule cannot be combined");
      }
    }
    var made = job.toJob(defaults);
    var given = made.surroundings();
    return new ScheduledJob(
        made.command(),
        made.cwd(),
        fields(),
        made.env(),
        new Surroundings(given.environment(), given.stdin(), null));
  }

  /// As they are written, so that whatever is configured later holds for the rest.
  private Map<JobField, String> fields() {
    var fields = new EnumMap<JobField, String>(JobField.class);
    for (var field : JobField.PLAN) {
      var word = job.word(field);
      if (word != null && !(field.hasDefault() && isDefault(field, word))) {
        fields.put(field, field.kind().text(field.kind().parse(field.key(), word)));
      }
    }
    return fields;
  }

  private static boolean isDefault(JobField field, String word) {
    return word.equals(JobDraft.DEFAULT)
        || field.kind() instanceof FieldKind.Flag && word.equals(FieldKind.Flag.OFF);
  }

  private ScheduleRules rules(Instant now, ZoneId zone) {
    var usual = ScheduleRules.USUAL;
    return new ScheduleRules(
        optional(ScheduleField.CATCH_UP, CatchUp::of, usual.catchUp()),
        optional(ScheduleField.CATCH_UP_WINDOW, duration("catch_up_window"), usual.catchUpWindow()),
        optional(ScheduleField.OVERLAP, Overlap::of, usual.overlap()),
        given(ScheduleField.JITTER, duration("jitter")),
        given(
            ScheduleField.PAUSE_AFTER,
            text -> Numbers.whole("pause_after", text, 1, ScheduleRules.MOST_DEAD)),
        given(ScheduleField.LATE, duration("late")),
        given(ScheduleField.UNTIL, text -> Times.parse("until", text, now, zone)));
  }

  private static Function<String, Duration> duration(String what) {
    return text -> Durations.parse(what, text);
  }

  private String required(ScheduleField field) {
    var word = words.get(field);
    if (word == null) {
      throw new QueueException.Invalid("the " + field.key() + " of the schedule is missing");
    }
    return word;
  }

  private <T> T optional(ScheduleField field, Function<String, T> value, T otherwise) {
    return Objects.requireNonNullElse(given(field, value), otherwise);
  }

  private <T> @Nullable T given(ScheduleField field, Function<String, T> value) {
    var word = words.get(field);
    return word == null || word.equals(JobDraft.DEFAULT) ? null : value.apply(word);
  }
}
