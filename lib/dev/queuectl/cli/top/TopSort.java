package dev.queuectl.cli.top;

import dev.queuectl.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The orders in which `top` lists jobs.
enum TopSort {
  /// Running by slot, waiting by who runs next, what has ended from the last.
  USUAL("usual order"),
  LONGEST("longest first"),
  COMMAND("by command");

  private final String words;

  TopSort(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  TopSort next() {
    return values()[(ordinal() + 1) % values().length];
  }

  /// @param jobs in the usual order
  List<Job> sorted(List<Job> jobs) {
    return switch (this) {
      case USUAL -> jobs;
      case LONGEST -> jobs.stream().sorted(Comparator.comparing(TopSort::since)).toList();
      case COMMAND -> jobs.stream().sorted(Comparator.comparing(Job::command)).toList();
    };
  }

  static List<Job> lastEndedFirst(List<Job> jobs) {
    return jobs.stream().sorted(Comparator.comparing(TopSort::since).reversed()).toList();
  }

  /// Since when it runs, waits or is dead.
  private static Instant since(Job job) {
    return switch (job.state()) {
      case PROCESSING -> Objects.requireNonNullElse(job.startedAt(), job.updatedAt());
      case DEAD, COMPLETED, CANCELLED ->
          Objects.requireNonNullElse(job.finishedAt(), job.updatedAt());
      case PENDING, FAILED -> job.createdAt();
    };
  }
}
