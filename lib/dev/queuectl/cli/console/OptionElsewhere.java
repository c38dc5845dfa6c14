package dev.queuectl.cli.console;

import dev.queuectl.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The option that was meant by one that a command does not have: a slip, a part of its name, or
/// what other tools call it.
final class OptionElsewhere {
  private static final int SHORTEST_PART = 4;
  private static final int LONGEST_SHORT = 5;

  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("--name", List.of("--id")),
          Map.entry("--label", List.of("--id")),
          Map.entry("--job-id", List.of("--id")),
          Map.entry("--cmd", List.of("--command")),
          Map.entry("--at", List.of("--run-at")),
          Map.entry("--when", List.of("--run-at")),
          Map.entry("--schedule", List.of("--run-at")),
          Map.entry("--start-at", List.of("--run-at")),
          Map.entry("--in", List.of("--delay")),
          Map.entry("--after", List.of("--delay", "--since")),
          Map.entry("--before", List.of("--until")),
          Map.entry("--tries", List.of("--max-retries")),
          Map.entry("--attempts", List.of("--max-retries")),
          Map.entry("--retry", List.of("--retries")),
          Map.entry("--dir", List.of("--cwd")),
          Map.entry("--workdir", List.of("--cwd")),
          Map.entry("--chdir", List.of("--cwd")),
          Map.entry("--working-directory", List.of("--cwd")),
          Map.entry("--concurrency", List.of("--count")),
          Map.entry("--parallel", List.of("--count")),
          Map.entry("--jobs", List.of("--count")),
          Map.entry("--threads", List.of("--count")),
          Map.entry("--processes", List.of("--count")),
          Map.entry("--held", List.of("--hold")),
          Map.entry("--lines", List.of("--tail", "--limit")),
          Map.entry("--max", List.of("--limit")),
          Map.entry("--output", List.of("--json")),
          Map.entry("--format", List.of("--json")),
          Map.entry("--grep", List.of("--text")),
          Map.entry("--search", List.of("--text")),
          Map.entry("--filter", List.of("--state", "--text")),
          Map.entry("--pending", List.of("--state pending")),
          Map.entry("--failed", List.of("--state failed")),
          Map.entry("--dead", List.of("--state dead")),
          Map.entry("--database", List.of("--db")),
          Map.entry("--force", List.of("--yes")));

  private OptionElsewhere() {}

  /// @param typed with its dashes
  /// @param names the long options of the command
  static Optional<String> meant(String typed, Collection<String> names) {
    return NAMES.getOrDefault(typed, List.of()).stream()
        .filter(option -> names.contains(option.replaceFirst(" .*", "")))
        .findFirst()
        .or(() -> beginning(typed, names))
        .or(() -> Words.nearest(typed, names).filter(name -> isSlip(bare(typed), bare(name))));
  }

  /// The dashes make short names look alike: `--cron` is no slip of `--json`.
  private static boolean isSlip(String typed, String name) {
    return name.length() > LONGEST_SHORT || Words.nearest(typed, List.of(name)).isPresent();
  }

  private static String bare(String option) {
    return option.replaceFirst("^-+", "");
  }

  private static Optional<String> beginning(String part, Collection<String> names) {
    var found = names.stream().filter(name -> name.startsWith(part)).distinct().toList();
    return part.length() >= SHORTEST_PART && found.size() == 1
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }
}
