package dev.queuectl.web.page.chart;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.report.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// How long the jobs of one program ran, and how many succeeded. Pure.
///
/// @param program what their commands begin with, without its path
/// @param ran of those that were started
/// @param example the newest
public record CommandTimes(
    String program, long jobs, long completed, Spread ran, Duration longest, Job example) {
  private static final int LONGEST_NAME = 60;

  /// @param jobs that have ended, newest first
  /// @return the most frequent first
  public static List<CommandTimes> of(List<Job> jobs) {
    var groups = new HashMap<String, List<Job>>();
    jobs.forEach(
        job -> groups.computeIfAbsent(program(job.command()), _ -> new ArrayList<>()).add(job));
    return groups.entrySet().stream()
        .map(group -> of(group.getKey(), group.getValue()))
        .sorted(
            Comparator.comparingLong(CommandTimes::jobs)
                .reversed()
                .thenComparing(CommandTimes::program))
        .toList();
  }

  private static CommandTimes of(String program, List<Job> jobs) {
    var times = jobs.stream().flatMap(job -> ran(job).stream()).toList();
    return new CommandTimes(
        program,
        jobs.size(),
        jobs.stream().filter(job -> job.state() == JobState.COMPLETED).count(),
        Spread.of(times),
        times.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        jobs.getFirst());
  }

  private static Optional<Duration> ran(Job job) {
    Instant start = job.startedAt();
    Instant end = job.finishedAt();
    return start == null || end == null || end.isBefore(start)
        ? Optional.empty()
        : Optional.of(Durations.between(start, end));
  }

  /// The first word that is no assignment, without its directories.
  static String program(String command) {
    for (var word : command.strip().split("\\s+", 12)) {
      if (!word.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
        var name = word.substring(word.lastIndexOf('/') + 1);
        var shown = name.isEmpty() ? word : name;
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
      }
    }
    return "(variables)";
  }

  public double success() {
    return (double) completed / jobs;
  }
}
