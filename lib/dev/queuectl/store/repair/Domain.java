package dev.queuectl.store.repair;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.QUEUES;
import static dev.queuectl.store.schema.Tables.ROLLUPS;
import static dev.queuectl.store.schema.Tables.SCHEDULES;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.Durations;
import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.Outcome;
import dev.queuectl.store.Grant;
import dev.queuectl.store.job.PolicyFields;
import dev.queuectl.store.job.SalvagedRows;
import dev.queuectl.store.sql.Phrases;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What belongs in a column, by its type and its name, and what replaces anything else.
///
/// @param wrong whether a row has something else there
/// @param sound what comes nearest
record Domain(Field<?> column, Condition wrong, Field<?> sound) {
  /// Counts stay below this, so that their sums can be stored as well.
  private static final long MOST = 1L << 53;

  private static final Set<Field<?>> SIGNED =
      Set.of(JOBS.PRIORITY, JOBS.EXIT_CODE, ATTEMPTS.EXIT_CODE);

  /// Numbers given by the system, or drawn at random.
  private static final Set<Field<?>> ANY_NUMBER =
      Set.of(JOBS.LEASE_TOKEN, WORKERS.PID, WORKERS.START_TICKS, WORKERS.FILE);

  private static final Set<Field<?>> FROM_ONE =
      Set.of(ATTEMPTS.NUMBER, WORKERS.WANTED_SLOTS, QUEUES.CONCURRENCY, SCHEDULES.PAUSE_AFTER);

  /// For these, and for the options of a job, text that only looks like a number would mean
  /// something else.
  private static final Set<Field<?>> BETTER_NONE =
      Set.of(
          JOBS.EXIT_CODE,
          JOBS.ENVIRONMENT,
          JOBS.STDIN,
          ATTEMPTS.EXIT_CODE,
          ATTEMPTS.SIGNAL,
          WORKERS.WANTED_SLOTS);

  private static final List<String> MEASURES =
      List.of(
          "completed",
          "failed",
          "dead",
          "cancelled",
          "interrupted",
          "snoozed",
          "gave_up",
          "run",
          "wait");

  static Domain of(Field<?> column) {
    var type = column.getDataType();
    var domain = type.isBinary() ? bytes(column) : type.isString() ? text(column) : number(column);
    return type.nullable()
        ? new Domain(column, column.isNotNull().and(domain.wrong), domain.sound)
        : domain;
  }

  /// The value that the column gets.
  Field<?> mended() {
    return DSL.field("CASE WHEN {0} THEN {1} ELSE {2} END", Object.class, wrong, sound, column);
  }

  private static Domain text(Field<?> column) {
    var isText = Phrases.type(column).eq("text");
    if (column.equals(JOBS.ID)) {
      var wrong = DSL.not(isText).or(JOBS.ID.eq(""));
      return new Domain(column, wrong, DSL.concat(DSL.inline("?"), JOBS.SEQ));
    }
    var words = words(column);
    if (words != null) {
      var wrong = DSL.not(isText).or(DSL.condition("{0} NOT IN ({1})", column, list(words)));
      var word = column.getDataType().nullable() ? none() : DSL.inline(words.getLast());
      return new Domain(column, wrong, word);
    }
    return new Domain(column, DSL.not(isText), readable(column));
  }

  /// Bytes become text, so that they are not lost.
  private static Field<?> readable(Field<?> column) {
    var missing = column.equals(JOBS.QUEUE) ? "default" : column.equals(JOBS.CWD) ? "/" : "";
    return DSL.field(
        "CASE WHEN {0} IS NULL THEN {1} ELSE 'x' || {2} END",
        Object.class, column, DSL.inline(missing), Phrases.bytes(column));
  }

  private static Domain bytes(Field<?> column) {
    var sound = DSL.field("CAST(coalesce({0}, '') AS BLOB)", Object.class, column);
    return new Domain(column, Phrases.type(column).ne("blob"), sound);
  }

  private static @Nullable List<String> words(Field<?> column) {
    if (column.equals(ATTEMPTS.OUTCOME)) {
      return Outcome.WORDS;
    }
    if (kind(column) instanceof FieldKind.Choice(var words)) {
      return words;
    }
    if (column.equals(ROLLUPS.MEASURE)) {
      return MEASURES;
    }
    if (column.getName().equals("access")) {
      return Grant.WORDS;
    }
    if (column.equals(SCHEDULES.CATCH_UP)) {
      return List.of("all", "none", "last");
    }
    if (column.equals(SCHEDULES.OVERLAP)) {
      return List.of("allow", "queue", "replace", "skip");
    }
    return column.equals(WORKERS.STOP) ? List.of("drain", "handover", "now") : null;
  }

  private static Domain number(Field<?> column) {
    if (column.equals(ROLLUPS.SPAN)) {
      return new Domain(column, DSL.condition("{0} NOT IN (1, 60, 3600)", column), none());
    }
    var range = range(column);
    var isDecimal = column.getDataType().getType() == Double.class;
    var types = isDecimal ? List.of("integer", "real") : List.of("integer");
    var wrong =
        Phrases.type(column)
            .notIn(types)
            .or(DSL.condition("{0} NOT BETWEEN {1} AND {2}", column, range.least, range.most));
    return new Domain(column, wrong, sound(column, range));
  }

  /// A time or a sum that is far off becomes none at all: the greatest possible one would be
  /// believed.
  private static Field<?> sound(Field<?> column, Range range) {
    if (BETTER_NONE.contains(column) || kind(column) != null) {
      return none();
    }
    return column.getDataType().getType() == Long.class
        ? DSL.inline(0)
        : DSL.greatest(range.least, DSL.least(range.most, Phrases.whole(column)));
  }

  /// If the column holds an option of a job.
  private static @Nullable FieldKind kind(Field<?> column) {
    return PolicyFields.option(column).map(JobField::kind).orElse(null);
  }

  private record Range(Field<?> least, Field<?> most) {
    static Range of(long least, long most) {
      return new Range(DSL.inline(least), DSL.inline(most));
    }
  }

  private static Range range(Field<?> column) {
    var type = column.getDataType().getType();
    var isTime = column.getName().endsWith("_at") || column.getName().equals("lease_until");
    var least = FROM_ONE.contains(column) ? 1 : 0;
    if (kind(column) instanceof FieldKind.Whole(var from, var to)) {
      return Range.of(from, to);
    }
    if (kind(column) instanceof FieldKind.Decimal(var from, var to)) {
      return new Range(DSL.inline(from), DSL.inline(to));
    }
    if (isTime) {
      return Range.of(-SalvagedRows.LATEST_MILLIS, SalvagedRows.LATEST_MILLIS);
    }
    if (ANY_NUMBER.contains(column)) {
      return Range.of(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == Boolean.class) {
      return Range.of(0, 1);
    }
    if (type == Integer.class) {
      return Range.of(SIGNED.contains(column) ? Integer.MIN_VALUE : least, Integer.MAX_VALUE);
    }
    return Range.of(least, type == Double.class ? (long) Durations.MOST_SECONDS : MOST);
  }

  private static Field<?> none() {
    return DSL.inline((Object) null);
  }

  private static QueryPart list(List<String> words) {
    return DSL.list(words.stream().map(DSL::inline).toArray(Field[]::new));
  }
}
