package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.LOOKS_BELOW_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.LOOKS_OF_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_IN_LINE;

import dev.queuectl.JobFilter;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.job.Looks.Look;
import dev.queuectl.store.job.QueueStates.QueueState;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the jobs of a [QueueState], or at all jobs, in the order of a list.
final class Looks implements Merge.Source<Look> {
  private final SqlSession session;
  private final Sort sort;
  private final List<@Nullable Object> filter;
  private final @Nullable QueueState line;
  private final @Nullable Rank after;

  /// @param line null for all jobs, which are not listed by priority
  /// @param after null for the beginning
  Looks(SqlSession session, JobQuery query, @Nullable QueueState line, @Nullable Rank after) {
    this.session = session;
    this.sort = query.sort();
    this.filter = values(query.filter());
    this.line = line;
    this.after = after;
  }

  /// @param shown as lists show the priority
  /// @param matches whether the job says what is looked for
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
              line == null ? NEWEST_LOOKS : NEWEST_LOOKS_IN_LINE,
              from == null ? Long.MAX_VALUE : from.seq(),
              limit);
      case OLDEST ->
          looks(
              line == null ? OLDEST_LOOKS : OLDEST_LOOKS_IN_LINE,
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
            new Look(new Rank(row.getObject(1), row.getLong(2)), row.getInt(1), row.getBoolean(3)),
        values.toArray());
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

  /// No character of the text is a pattern.
  private static String pattern(@Nullable String text) {
    var escape = String.valueOf(SearchStatements.ESCAPE);
    return text == null
        ? "%"
        : "%"
            + text.replace(escape, escape + escape)
                .replace("%", escape + "%")
                .replace("_", escape + "_")
            + "%";
  }
}
