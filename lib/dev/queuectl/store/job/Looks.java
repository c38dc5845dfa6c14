package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.LOOKS_BELOW_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.LOOKS_OF_PRIORITY_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.NEWEST_LOOKS_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS;
import static dev.queuectl.store.schema.Prepared.OLDEST_LOOKS_IN_LINE;

import dev.queuectl.JobFilter;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.job.Looks.Look;
import dev.queuectl.store.job.QueueStates.QueueState;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Looks at the jobs of a [QueueState], or at all jobs, one after the other in the order of a list.
/// They are read in parts that grow: what people look for is mostly near.
final class Looks implements Iterator<Look> {
  private static final int MOST_READ = 4_000;
  private static final int GROWTH = 4;

  private final SqlSession session;
  private final Sort sort;
  private final List<@Nullable Object> filter;
  private final @Nullable QueueState line;
  private final ArrayDeque<Look> read = new ArrayDeque<>();
  private @Nullable Place last;
  private int part;
  private boolean more = true;

  /// @param line null for all jobs, which are not listed by priority
  /// @param after null for the beginning
  /// @param first how many to read at first
  Looks(
      SqlSession session,
      JobFilter filter,
      Sort sort,
      @Nullable QueueState line,
      @Nullable Place after,
      int first) {
    this.session = session;
    this.sort = sort;
    this.line = line;
    this.filter = values(filter);
    this.last = after;
    this.part = first;
  }

  /// @param matches whether the job says what is looked for
  record Look(Place place, boolean matches) {}

  @Override
  public boolean hasNext() {
    while (read.isEmpty() && more) {
      read.addAll(part());
      more = read.size() == part;
      part = Math.min(part * GROWTH, MOST_READ);
      last = read.isEmpty() ? last : read.getLast().place();
    }
    return !read.isEmpty();
  }

  @Override
  public Look next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.removeFirst();
  }

  private List<Look> part() {
    return switch (sort) {
      case NEWEST ->
          looks(
              line == null ? NEWEST_LOOKS : NEWEST_LOOKS_IN_LINE,
              last == null ? Long.MAX_VALUE : last.seq(),
              part);
      case OLDEST ->
          looks(
              line == null ? OLDEST_LOOKS : OLDEST_LOOKS_IN_LINE,
              last == null ? Long.MIN_VALUE : last.seq(),
              part);
      case PRIORITY -> byPriority();
    };
  }

  private List<Look> byPriority() {
    if (last == null) {
      return looks(LOOKS_BELOW_PRIORITY_IN_LINE, Long.MAX_VALUE, part);
    }
    var looks =
        new ArrayList<>(looks(LOOKS_OF_PRIORITY_IN_LINE, last.priority(), last.seq(), part));
    var room = part - looks.size();
    if (room > 0) {
      looks.addAll(looks(LOOKS_BELOW_PRIORITY_IN_LINE, last.priority(), room));
    }
    return looks;
  }

  private List<Look> looks(Prepared statement, Object... place) {
    var values = new ArrayList<>(filter);
    if (line != null) {
      values.add(line.queue());
      values.add(line.word());
    }
    Collections.addAll(values, place);
    return session.list(
        statement,
        row -> new Look(new Place(row.getInt(1), row.getLong(2)), row.getBoolean(3)),
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
