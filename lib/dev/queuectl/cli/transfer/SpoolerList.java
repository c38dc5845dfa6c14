package dev.queuectl.cli.transfer;

import dev.queuectl.QueueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table that task-spooler prints without arguments. Pure.
final class SpoolerList {
  /// Id, state, output file, then exit code and times of those that have ended, then what a job
  /// waits for, its label in brackets and its command (list.c of task-spooler 1.0).
  private static final Pattern ROW =
      Pattern.compile(
          "(?<id>\\d+)\\s+(?:finished\\s+FILE\\s+(?<code>-?\\d+)\\s+[\\d.]+(?:/[\\d.]+/[\\d.]+|[a-z]*)|(?<state>\\w+)\\s+FILE)\\s+"
                  .replace("FILE", "(?:\\(no output\\)|\\S+)")
              + "(?<waits>(?<after>\\[[\\d,\\s]*\\])?&& )?(?:\\[(?<label>[^\\]]*)\\])?(?<command>.+)");

  private final Set<String> succeeded = new HashSet<>();
  private final List<ForeignJob> jobs = new ArrayList<>();
  private String previous = "";

  private SpoolerList() {}

  static List<ForeignJob> read(Stream<String> rows) {
    var list = new SpoolerList();
    rows.forEach(list::add);
    return list.jobs;
  }

  private void add(String row) {
    var match = ROW.matcher(row.strip());
    if (!match.matches()) {
      throw new QueueException.Invalid("this line is not a job: " + row);
    }
    var id = match.group("id");
    var command = match.group("command").strip();
    var job = new ForeignJob(id, command).succeeded("0".equals(match.group("code")));
    if (job.hasSucceeded()) {
      succeeded.add(id);
    }
    if (match.group("label") != null) {
      job.loses("its label [%s] is not kept".formatted(match.group("label")));
    }
    if ("running".equals(match.group("state"))) {
      job.loses("it is running there now");
    }
    if (match.group("waits") != null) {
      job.waitsFor(unmet(match.group("after")));
    }
    if (command.endsWith("...")) {
      job.leftOut("its command is shortened: " + command);
    }
    previous = id;
    jobs.add(job);
  }

  /// `&& ` alone means the job before it.
  private List<String> unmet(@Nullable String after) {
    var ids =
        after == null
            ? List.of(previous)
            : Arrays.stream(after.replaceAll("[\\[\\]\\s]", "").split(",")).toList();
    return ids.stream()
        .filter(id -> !id.isEmpty() && !succeeded.contains(id))
        .map(id -> "job " + id)
        .toList();
  }
}
