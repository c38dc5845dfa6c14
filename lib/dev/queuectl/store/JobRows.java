package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Attempt;
import dev.queuectl.Backoff;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Rows of `jobs` and `attempts` as values, and back.
final class JobRows {
  private static final Pattern ESCAPE = Pattern.compile("\\\\[n\\\\]");

  private JobRows() {}

  /// Constants of partial indexes are inlined, or SQLite would not see that the index serves.
  static final Condition NOT_HELD = JOBS.HELD.eq(DSL.inline(false));

  /// What the partial indexes `jobs_ready` and `jobs_waiting` hold.
  static final Condition READY =
      inState(JobState.PENDING).and(NOT_HELD).and(JOBS.DUE_AT.isNull());

  static Condition inState(JobState state) {
    return JOBS.STATE.eq(DSL.inline(state.word()));
  }

  static Job job(Record row) {
    var state = JobState.of(row.get(JOBS.STATE));
    return new Job(
        row.get(JOBS.SEQ),
        row.get(JOBS.ID),
        row.get(JOBS.COMMAND),
        state,
        row.get(JOBS.QUEUE),
        row.get(JOBS.PRIORITY),
        row.get(JOBS.ATTEMPTS),
        row.get(JOBS.MAX_RETRIES),
        row.get(JOBS.INTERRUPTIONS),
        row.get(JOBS.LAST_ATTEMPT),
        policy(row),
        row.get(JOBS.CWD),
        env(row.get(JOBS.ENV)),
        row.get(JOBS.HELD),
        Instant.ofEpochMilli(row.get(JOBS.CREATED_AT)),
        Instant.ofEpochMilli(row.get(JOBS.UPDATED_AT)),
        Instant.ofEpochMilli(row.get(JOBS.RUN_AT)),
        instant(row.get(JOBS.NEXT_RETRY_AT)),
        instant(row.get(JOBS.STARTED_AT)),
        instant(row.get(JOBS.FINISHED_AT)),
        row.get(JOBS.EXIT_CODE),
        row.get(JOBS.ERROR),
        lease(row),
        instant(row.get(JOBS.CANCEL_REQUESTED_AT)));
  }

  private static JobPolicy policy(Record row) {
    var timeout = row.get(JOBS.TIMEOUT);
    var backoff = row.get(JOBS.BACKOFF);
    var backoffMax = row.get(JOBS.BACKOFF_MAX);
    return new JobPolicy(
        timeout == null ? null : Durations.ofSeconds(timeout),
        backoff == null ? null : Backoff.of(backoff),
        row.get(JOBS.BACKOFF_BASE),
        backoffMax == null ? null : Durations.ofSeconds(backoffMax));
  }

  private static @Nullable Lease lease(Record row) {
    var worker = row.get(JOBS.WORKER);
    return worker == null
        ? null
        : new Lease(
            worker,
            row.get(JOBS.SLOT),
            row.get(JOBS.LEASE_TOKEN),
            Instant.ofEpochMilli(row.get(JOBS.LEASE_UNTIL)));
  }

  static Attempt attempt(Record row) {
    return new Attempt(
        row.get(ATTEMPTS.JOB_SEQ),
        row.get(ATTEMPTS.NUMBER),
        row.get(ATTEMPTS.WORKER),
        row.get(ATTEMPTS.SLOT),
        Instant.ofEpochMilli(row.get(ATTEMPTS.STARTED_AT)),
        Instant.ofEpochMilli(row.get(ATTEMPTS.ENDED_AT)),
        row.get(ATTEMPTS.OUTCOME),
        row.get(ATTEMPTS.EXIT_CODE),
        row.get(ATTEMPTS.SIGNAL),
        row.get(ATTEMPTS.ERROR),
        row.get(ATTEMPTS.STDOUT_BYTES),
        row.get(ATTEMPTS.STDERR_BYTES));
  }

  static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Double seconds(java.time.@Nullable Duration duration) {
    return duration == null ? null : Durations.seconds(duration);
  }

  /// The environment as one text: a line `NAME=value` each, with `\\` and `\n` for a backslash and
  /// a line break inside a value.
  static @Nullable String envText(Map<String, String> env) {
    if (env.isEmpty()) {
      return null;
    }
    return env.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  static Map<String, String> env(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    var env = new LinkedHashMap<String, String>();
    for (var line : text.split("\n")) {
      var equals = line.indexOf('=');
      env.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
    }
    return env;
  }

  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(match -> match.group().equals("\\n") ? "\n" : "\\\\");
  }
}
