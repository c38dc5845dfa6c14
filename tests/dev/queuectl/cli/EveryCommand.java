package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.syntax.CommandNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/// A line for every command there is, about a job `a`, that ends by itself.
final class EveryCommand {
  private static final String COPY = "copy.db";

  private static final List<String> LINES =
      List.of(
          "enqueue true --id new",
          "run true",
          "wait --all --timeout 10ms",
          "list",
          "show a",
          "why a",
          "logs a",
          "search e",
          "status",
          "top",
          "hold a",
          "release a",
          "edit a --priority 1",
          "cancel a",
          "retry a",
          "remove a --yes",
          "reset --yes",
          "worker status",
          "worker start --drain --count 1",
          "worker stop",
          "worker restart",
          "worker scale 1",
          "dlq list",
          "dlq show a",
          "dlq analyze",
          "dlq retry --all",
          "dlq delete a",
          "dlq clear --yes",
          "queue list",
          "queue show default",
          "queue pause mail",
          "queue resume mail",
          "queue set mail --concurrency 1",
          "schedule list",
          "schedule add new @daily true",
          "schedule show nightly",
          "schedule next nightly",
          "schedule check @daily",
          "schedule run nightly",
          "schedule pause nightly",
          "schedule resume nightly",
          "schedule edit nightly --cron @hourly",
          "schedule backfill nightly --from 2026-05-01 --to 2026-05-02",
          "schedule import --crontab -",
          "schedule remove nightly",
          "config list",
          "config get timeout",
          "config set timeout 1s",
          "config reset timeout",
          "metrics",
          "events",
          "report",
          "dashboard stop",
          "dashboard status",
          "dashboard start --port 0",
          "dashboard link",
          "dashboard token add anna --read-only",
          "dashboard token list",
          "dashboard token revoke nobody",
          "dashboard session list",
          "dashboard session end --all",
          "init",
          "doctor",
          "backup copy.db",
          "restore copy.db",
          "prune --older-than 1d",
          "export",
          "import -",
          "shell",
          "menu",
          "service install --print",
          "service uninstall --name none",
          "service status --name none",
          "install --user --uninstall",
          "completion bash",
          "complete -- show a",
          "version",
          "help");

  /// With queues of their own, in real processes: see their tests.
  private static final List<String> ELSEWHERE = List.of("demo", "test");

  private EveryCommand() {}

  /// The words of each line by themselves.
  static List<List<String>> lines() {
    assertThat(named()).containsAll(CommandNames.ALL);
    return LINES.stream().map(line -> List.of(line.split(" "))).toList();
  }

  private static TreeSet<String> named() {
    var names = new TreeSet<>(ELSEWHERE);
    for (var line : LINES) {
      var words = line.split(" ");
      names.add(words[0]);
      names.add(words[0] + " " + words[words.length > 1 ? 1 : 0]);
      names.add(String.join(" ", List.of(words).subList(0, Math.min(3, words.length))));
    }
    return names;
  }

  /// Makes the copy of a queue that `restore` is to find, and `backup` not.
  static void prepare(Cli cli, List<String> line) throws IOException {
    Files.deleteIfExists(copy(cli));
    if (line.getFirst().equals("restore")) {
      var other = new Cli(Files.createTempDirectory(cli.cwd, ".other"));
      assertThat(other.run("enqueue", "true", "--id", "a").code()).isZero();
      assertThat(other.run("backup", copy(cli).toString()).code()).isZero();
    }
  }

  static Path copy(Cli cli) {
    return cli.cwd.resolve(COPY);
  }

  /// Runs a line. What would go on for ever is interrupted as soon as it listens.
  static Cli.Ran run(Cli cli, List<String> line, String... more) {
    var words = new ArrayList<>(line);
    words.addAll(List.of(more));
    if (!line.subList(0, Math.min(2, line.size())).equals(List.of("dashboard", "start"))) {
      return cli.run(words.toArray(String[]::new));
    }
    var interrupts = cli.interrupt;
    var before = interrupts.get();
    var watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (interrupts.get() == before && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(1_000_000);
                  }
                  interrupts.get().accept("TERM");
                });
    try {
      return cli.run(words.toArray(String[]::new));
    } finally {
      watch.interrupt();
      interrupts.set(before);
    }
  }
}
