package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.LOOKS_BELOW_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.LOOKS_OF_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_AT_HELD;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_AT_TIMED;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_AT_HELD;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_AT_TIMED;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobFilter;
import dev.queuectl.JobFilter.Waits;
import dev.queuectl.JobState;
import dev.queuectl.Wait;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.job.Looks.Look;
import dev.queuectl.store.job.QueueStates.QueueState;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Looks at the jobs of a [QueueState], or at all jobs, in the order of a list.
final class Looks implements Merge.Source<Look> {
  /// Escapes a character of the text that would be a pattern.
  private static final char ESCAPE = '!';

  private final SqlSession session;
  private final Sort sort;
  private final List<@Nullable Object> filter;
  private final @Nullable Waits waits;
  private final @Nullable QueueState line;
  private final Part part;
  private final @Nullable Rank after;

  /// Which jobs of a line are looked at: all, those held, or those that wait for their time.
  private enum Part {
    WHOLE,
    HELD,
    TIMED
  }

  /// At all jobs, which are not listed by priority.
  ///
  /// @param after null for the beginning
  Looks(SqlSession session, JobQuery query, @Nullable Rank after) {
    this(session, query, null, Part.WHOLE, after);
  }

  /// At those of a line among which the query's are; several are merged.
  static Stream<Looks> of(
      SqlSession session, JobQuery query, QueueState line, @Nullable Rank after) {
    return parts(query, line.state()).map(part -> new Looks(session, query, line, part, after));
  }

  private static Stream<Part> parts(JobQuery query, JobState state) {
    var waits = query.filter().waits();
    if (waits == null
        || query.filter().isWhole(state)
        || query.sort() == Sort.PRIORITY
        || waits.of(state).contains(Wait.READY)) {
      return Stream.of(Part.WHOLE);
    }
    return waits.of(state).stream().map(wait -> wait == Wait.HELD ? Part.HELD : Part.TIMED);
  }

  private Looks(
      SqlSession session,
      JobQuery query,
      @Nullable QueueState line,
      Part part,
      @Nullable Rank after) {
    this.session = session;
    this.waits = query.filter().waits();
    this.part = part;
    this.sort = query.sort();
    this.filter = values(query.filter());
    this.line = line;
    this.after = after;
  }

  /// @param shown the priority as lists show it
  /// @param matches whether the job contains the text searched for
  record Look(Rank rank, int shown, boolean matches) {
    Place place() {
      return new Place(shown, rank.seq());
    }
  }

  @Override
  public List<Look> after(@Nullable Look last, int limit) {
    var from = last == null ? after : last.rank();
    return switch (sort) {
      case NEWEST ->
          looks(
              switch (part) {
                case WHOLE -> line == null ? NEWEST_LOOKS : NEWEST_LOOKS_IN_LINE;
                case HELD -> NEWEST_LOOKS_AT_HELD;
                case TIMED -> NEWEST_LOOKS_AT_TIMED;
              },
              from == null ? Long.MAX_VALUE : from.seq(),
              limit);
      case OLDEST ->
          looks(
              switch (part) {
                case WHOLE -> line == null ? OLDEST_LOOKS : OLDEST_LOOKS_IN_LINE;
                case HELD -> OLDEST_LOOKS_AT_HELD;
                case TIMED -> OLDEST_LOOKS_AT_TIMED;
              },
              from == null ? Long.MIN_VALUE : from.seq(),
              limit);
      case PRIORITY -> byPriority(from == null ? Rank.HIGHEST : from, limit);
    };
  }

  private List<Look> byPriority(Rank from, int limit) {
    var looks =
        new ArrayList<>(looks(LOOKS_OF_PRIORITY_IN_LINE, from.priority(), from.seq(), limit));
    var room = limit - looks.size();
    if (room > 0) {
      looks.addAll(looks(LOOKS_BELOW_PRIORITY_IN_LINE, from.priority(), room));
    }
    return looks;
  }

  private List<Look> looks(Prepared statement, @Nullable Object... place) {
    var values = new ArrayList<>(filter);
    if (line != null) {
      values.add(line.queue());
      values.add(line.word());
    }
    Collections.addAll(values, place);
    return session.list(
        statement,
        row ->
            new Look(
                new Rank(row.getObject(1), row.getLong(2)),
                row.getInt(1),
                row.getBoolean(3) && isIncluded(row)),
        values.toArray());
  }

  private boolean isIncluded(ResultSet row) throws SQLException {
    return waits == null
        || line == null
        || waits.include(line.state(), row.getBoolean(4), JobRows.anyTimeOrNone(row, 5));
  }

  /// In the order of their places in the statements.
  private static List<@Nullable Object> values(JobFilter filter) {
    var text = pattern(filter.text());
    var since = millis(filter.since());
    var until = millis(filter.until());
    var updated = millis(filter.updatedBefore());
    return Arrays.asList(text, text, text, since, since, until, until, updated, updated);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }

  /// Takes no character of the text for a pattern. A database may know the case of ASCII letters
  /// only: in the place of any other letter it accepts each, and the reader looks again.
  private static String pattern(@Nullable String text) {
    var escape = String.valueOf(ESCAPE);
    return text == null
        ? "%"
        : "%"
            + text.replace(escape, escape + escape)
                .replace("%", escape + "%")
                .replace("_", escape + "_")
                .replaceAll("[^\\p{ASCII}]", "_")
            + "%";
  }

  /// What `just generate` renders; nothing loads this at run time. Each reads a bounded number of
  /// jobs, all from a position on, and little of each.
  static final class Statements {
    private Statements() {}

    static Query newestLooks(DSLContext sql) {
      return looks(sql)
          .where(JOBS.SEQ.lt(value(JOBS.SEQ)))
          .orderBy(JOBS.SEQ.desc())
          .limit(value(JOBS.SLOT));
    }

    static Query oldestLooks(DSLContext sql) {
      return looks(sql)
          .where(JOBS.SEQ.gt(value(JOBS.SEQ)))
          .orderBy(JOBS.SEQ)
          .limit(value(JOBS.SLOT));
    }

    static Query newestLooksInLine(DSLContext sql) {
      return newest(inLine(sql));
    }

    static Query oldestLooksInLine(DSLContext sql) {
      return oldest(inLine(sql));
    }

    /// By priority, a job can come after a position in two ways: as a single condition, they would
    /// not be a range of the index.
    static Query looksOfPriorityInLine(DSLContext sql) {
      return inLine(sql)
          .and(JOBS.PRIORITY.eq(value(JOBS.PRIORITY)))
          .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
          .orderBy(JOBS.SEQ)
          .limit(value(JOBS.SLOT));
    }

    static Query looksBelowPriorityInLine(DSLContext sql) {
      return inLine(sql)
          .and(JOBS.PRIORITY.lt(value(JOBS.PRIORITY)))
          .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
          .limit(value(JOBS.SLOT));
    }

    static Query newestLooksAtHeld(DSLContext sql) {
      return newest(inLine(sql).and(JobConditions.HELD));
    }

    static Query oldestLooksAtHeld(DSLContext sql) {
      return oldest(inLine(sql).and(JobConditions.HELD));
    }

    static Query newestLooksAtTimed(DSLContext sql) {
      return newest(inLine(sql).and(JobConditions.WAITS_FOR_TIME));
    }

    static Query oldestLooksAtTimed(DSLContext sql) {
      return oldest(inLine(sql).and(JobConditions.WAITS_FOR_TIME));
    }

    private static Query newest(SelectConditionStep<?> looks) {
      return looks
          .and(JOBS.SEQ.lt(value(JOBS.SEQ)))
          .orderBy(JOBS.SEQ.desc())
          .limit(value(JOBS.SLOT));
    }

    private static Query oldest(SelectConditionStep<?> looks) {
      return looks.and(JOBS.SEQ.gt(value(JOBS.SEQ))).orderBy(JOBS.SEQ).limit(value(JOBS.SLOT));
    }

    private static SelectConditionStep<?> inLine(DSLContext sql) {
      return looks(sql)
          .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)))
          .and(JOBS.STATE.eq(value(JOBS.STATE)));
    }

    private static SelectJoinStep<?> looks(DSLContext sql) {
      return sql.select(
              JOBS.PRIORITY, JOBS.SEQ, DSL.field(matches()).as("matches"), JOBS.HELD, JOBS.DUE_AT)
          .from(JOBS);
    }

    /// Of the values only the text is always given; `%` matches any.
    private static Condition matches() {
      return says(JOBS.ID)
          .or(says(JOBS.COMMAND))
          .or(says(DSL.coalesce(JOBS.ERROR, DSL.inline(""))))
          .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.ge(value(JOBS.CREATED_AT))))
          .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.lt(value(JOBS.CREATED_AT))))
          .and(notGiven(JOBS.UPDATED_AT).or(JOBS.UPDATED_AT.lt(value(JOBS.UPDATED_AT))));
    }

    private static <T> Condition notGiven(Field<T> column) {
      return value(column).isNull();
    }

    /// Ignores the case of ASCII letters; for others see [#pattern].
    private static Condition says(Field<String> field) {
      return field.like(value(JOBS.COMMAND), ESCAPE);
    }
  }
}
