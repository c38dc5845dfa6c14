package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.LOOKS_BELOW_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.LOOKS_OF_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_AT_BLOCKED;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_AT_HELD;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_AT_TIMED;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_OF_CAUSE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_OF_KEY;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_AT_BLOCKED;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_AT_HELD;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_AT_TIMED;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_OF_CAUSE;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_OF_KEY;

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
import org.jspecify.annotations.Nullable;

/// Looks at the jobs of a [QueueState], or at all jobs, in the order of a list.
final class Looks implements Merge.Source<Look> {
  private final SqlSession session;
  private final Sort sort;
  private final List<@Nullable Object> filter;
  private final @Nullable String cause;
  private final @Nullable String key;
  private final @Nullable Waits waits;
  private final @Nullable QueueState line;
  private final Part part;
  private final @Nullable Rank after;

  /// Which jobs of a line are looked at: all, those held, or those that wait for their time or for
  /// other jobs. Of dead jobs in all lines, those of a cause; of all jobs, those of a key.
  private enum Part {
    WHOLE,
    HELD,
    TIMED,
    BLOCKED,
    OF_CAUSE,
    OF_KEY
  }

  /// At all jobs, which are not listed by priority.
  ///
  /// @param after null for the beginning
  Looks(SqlSession session, JobQuery query, @Nullable Rank after) {
    this(session, query, null, part(query.filter()), after);
  }

  private static Part part(JobFilter filter) {
    return filter.cause() != null ? Part.OF_CAUSE : filter.key() != null ? Part.OF_KEY : Part.WHOLE;
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
    return waits.of(state).stream().map(Looks::part);
  }

  private static Part part(Wait wait) {
    return switch (wait) {
      case READY -> Part.WHOLE;
      case HELD -> Part.HELD;
      case BLOCKED -> Part.BLOCKED;
      case SCHEDULED, RETRYING -> Part.TIMED;
    };
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
    this.cause = query.filter().cause();
    this.key = query.filter().key();
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
                case BLOCKED -> NEWEST_LOOKS_AT_BLOCKED;
                case OF_CAUSE -> NEWEST_LOOKS_OF_CAUSE;
                case OF_KEY -> NEWEST_LOOKS_OF_KEY;
              },
              from == null ? Long.MAX_VALUE : from.seq(),
              limit);
      case OLDEST ->
          looks(
              switch (part) {
                case WHOLE -> line == null ? OLDEST_LOOKS : OLDEST_LOOKS_IN_LINE;
                case HELD -> OLDEST_LOOKS_AT_HELD;
                case TIMED -> OLDEST_LOOKS_AT_TIMED;
                case BLOCKED -> OLDEST_LOOKS_AT_BLOCKED;
                case OF_CAUSE -> OLDEST_LOOKS_OF_CAUSE;
                case OF_KEY -> OLDEST_LOOKS_OF_KEY;
              },
              from == null ? Long.MIN_VALUE : from.seq(),
              limit);
      case PRIORITY -> byPriority(from == null ? Rank.highest(session) : from, limit);
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
    if (part == Part.OF_CAUSE) {
      values.add(cause);
    }
    if (part == Part.OF_KEY) {
      values.add(key);
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
        || waits.include(
            line.state(), row.getBoolean(4), row.getInt(6) > 0, JobRows.anyTimeOrNone(row, 5));
  }

  /// In the order of their places in the statements.
  static List<@Nullable Object> values(JobFilter filter) {
    var text = pattern(filter.text());
    var since = millis(filter.since());
    var until = millis(filter.until());
    var updated = millis(filter.updatedBefore());
    var queue = filter.queue();
    var cause = filter.cause();
    var key = filter.key();
    return Arrays.asList(
        text, text, text, since, since, until, until, updated, updated, queue, queue, cause, cause,
        key, key);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }

  /// Takes no character of the text for a pattern. A database may know the case of ASCII letters
  /// only: in the place of any other letter it accepts each, and the reader looks again.
  private static String pattern(@Nullable String text) {
    var escape = String.valueOf(LookStatements.ESCAPE);
    return text == null
        ? "%"
        : "%"
            + text.replace(escape, escape + escape)
                .replace("%", escape + "%")
                .replace("_", escape + "_")
                .replaceAll("[^\\p{ASCII}]", "_")
            + "%";
  }
}
