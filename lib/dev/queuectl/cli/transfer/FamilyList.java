package dev.queuectl.cli.transfer;

import dev.queuectl.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The jobs of another tool of the family, out of the rows of its table. Pure.
final class FamilyList {
  private static final Set<String> SUCCEEDED =
      Set.of("completed", "complete", "done", "success", "succeeded", "finished");
  private static final Set<String> RUNNING =
      Set.of("processing", "running", "active", "in_progress");

  private FamilyList() {}

  /// @param rows by the names of their columns
  static List<ForeignJob> read(List<Map<String, String>> rows) {
    return rows.stream().map(FamilyList::job).toList();
  }

  private static ForeignJob job(Map<String, String> row) {
    var id = String.valueOf(row.get("id"));
    var state = first(row, "pending", "state", "status").toLowerCase(Locale.ROOT);
    var job =
        new ForeignJob(id, String.valueOf(row.get("command")))
            .id(id)
            .in(null, row.get("queue"))
            .priority(whole(row.get("priority")))
            .retries(row.get("max_retries"))
            .timeout(timeout(row))
            .succeeded(SUCCEEDED.contains(state));
    addRunAt(job, row);
    if (RUNNING.contains(state)) {
      job.loses("it is running there now");
    } else if (state.equals("dead")) {
      job.held(true).loses("it is dead there; here it is held, so release it to try it again");
    } else if (state.startsWith("cancel")) {
      job.leftOut("it was cancelled there");
    }
    return job;
  }

  private static String first(Map<String, String> row, String otherwise, String... names) {
    for (var name : names) {
      if (row.containsKey(name)) {
        return String.valueOf(row.get(name));
      }
    }
    return otherwise;
  }

  /// What it cannot be told is not told.
  private static int whole(@Nullable String text) {
    return text == null ? 0 : Numbers.read(text).map(number -> number.intValue()).orElse(0);
  }

  private static @Nullable String timeout(Map<String, String> row) {
    var millis = row.get("timeout_ms");
    return millis != null ? millis + "ms" : first(row, "0", "timeout", "timeout_seconds");
  }

  /// A time that has passed means now. Those tools write UTC, with an offset or without, or
  /// seconds.
  private static void addRunAt(ForeignJob job, Map<String, String> row) {
    var text = first(row, "", "run_at", "scheduled_at", "next_run_at", "next_retry_at");
    if (!text.isEmpty()) {
      var time = time(text.strip().replace(' ', 'T'));
      job.runAt(time);
      if (time == null) {
        job.loses("its time \"%s\" is not kept".formatted(text));
      }
    }
  }

  private static @Nullable String time(String text) {
    try {
      var seconds = Numbers.read(text);
      if (seconds.isPresent()) {
        return Instant.ofEpochMilli(seconds.get().movePointRight(3).longValue()).toString();
      }
      var hasOffset = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
      return hasOffset ? text : LocalDateTime.parse(text) + "Z";
    } catch (DateTimeException e) {
      return null;
    }
  }
}
