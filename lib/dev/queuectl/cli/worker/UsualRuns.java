package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long commands usually run: the median of the same command or else, since the thousandth
/// frame of a film takes about as long as the first, of commands that differ in numbers only.
/// Nothing else says anything: `make clean` is no `make all`.
public record UsualRuns(Map<String, Duration> byCommand, Map<String, Duration> byPattern) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  public static final UsualRuns NONE = new UsualRuns(Map.of(), Map.of());

  /// @param completed the jobs to learn from
  public static UsualRuns of(List<Job> completed) {
    var byCommand = new HashMap<String, List<Duration>>();
    var byPattern = new HashMap<String, List<Duration>>();
    for (var job : completed) {
      if (job.startedAt() != null && job.finishedAt() != null) {
        var ran = Durations.between(job.startedAt(), job.finishedAt());
        byCommand.computeIfAbsent(job.command(), _ -> new ArrayList<>()).add(ran);
        byPattern.computeIfAbsent(pattern(job.command()), _ -> new ArrayList<>()).add(ran);
      }
    }
    return new UsualRuns(medians(byCommand), medians(byPattern));
  }

  private static Map<String, Duration> medians(Map<String, List<Duration>> runs) {
    var medians = new HashMap<String, Duration>();
    runs.forEach(
        (name, all) -> {
          all.sort(null);
          medians.put(name, all.get(all.size() / 2));
        });
    return medians;
  }

  private static String pattern(String command) {
    return NUMBER.matcher(command.strip()).replaceAll("0");
  }

  /// Empty if nothing like it has completed lately.
  public Optional<Duration> of(Job job) {
    return Optional.ofNullable(byCommand.get(job.command()))
        .or(() -> Optional.ofNullable(byPattern.get(pattern(job.command()))));
  }
}
