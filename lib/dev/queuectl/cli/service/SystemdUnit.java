package dev.queuectl.cli.service;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A systemd.service(5) that runs a worker. Pure.
final class SystemdUnit {
  private static final String REASONS =
      """
      # systemctl stop sends TERM: the worker starts no more jobs and lets the running ones finish. KillMode=process
      # keeps systemd from sending TERM to the jobs as well, and from killing them when the worker has gone, for
      # whatever reason: they keep running, and the next worker takes them over with their output and their exit code.
      # So a job that does not end within TimeoutStopSec outlives the stop, and continues as if nothing had happened.
      KillMode=process
      TimeoutStopSec=90
      # One job that takes too much memory is no reason to stop them all.
      OOMPolicy=continue
      # A queue that cannot be used now (the disk is full, perhaps) may be usable later.
      Restart=always
      RestartSec=2
      """;

  private SystemdUnit() {}

  static String text(ServicePlan plan, boolean system) {
    return """
    # %s
    [Unit]
    Description=QueueCTL worker of %s
    StartLimitIntervalSec=0

    [Service]
    Type=exec
    %sExecStart=%s
    %s%s
    [Install]
    WantedBy=%s
    """
        .formatted(
            ServiceFile.NOTICE,
            specifiers(plan.queue()),
            plan.account().isEmpty() ? "" : "User=" + specifiers(plan.account()) + "\n",
            command(plan.words()),
            environment(plan.env()),
            REASONS,
            system ? "multi-user.target" : "default.target");
  }

  /// systemd.service(5), COMMAND LINES: variables are not replaced in the name of the program,
  /// which may hold neither quotes nor backslashes.
  private static String command(List<String> words) {
    if (words.getFirst().matches(".*[\"'\\\\].*")) {
      return "/usr/bin/env " + arguments(words.stream());
    }
    return quoted(words.getFirst()) + " " + arguments(words.stream().skip(1));
  }

  private static String arguments(Stream<String> words) {
    return words.map(word -> quoted(word.replace("$", "$$"))).collect(Collectors.joining(" "));
  }

  private static String environment(Map<String, String> env) {
    return env.entrySet().stream()
        .map(it -> "Environment=" + quoted(it.getKey() + "=" + it.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /// systemd.syntax(7), QUOTING, and systemd.unit(5), SPECIFIERS.
  private static String quoted(String word) {
    var escaped =
        specifiers(word)
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t");
    return escaped.matches("[A-Za-z0-9_./:=@,+%$-]+") ? escaped : '"' + escaped + '"';
  }

  private static String specifiers(String text) {
    return text.replace("%", "%%");
  }
}
