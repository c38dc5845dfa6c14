package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Jvm;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command must not load, because it would start slowly. Judged by the JVM's own list of the
/// classes of one process.
class StartTest {
  @TempDir Path directory;
  private ProgramProcess program;

  @BeforeEach
  void program() {
    program = new ProgramProcess(new Cli(directory));
  }

  @AfterEach
  void close() throws Exception {
    program.close();
  }

  /// @param lines a command each
  private List<String> loaded(String... lines) throws Exception {
    var classes = directory.resolve("classes.txt");
    var words = Jvm.wordsWithoutCache();
    words.add(Rehearsal.class.getName());
    words.add(1, "-Xlog:class+load:file=" + classes);
    var commands = Files.write(directory.resolve("commands.txt"), List.of(lines));
    var printed = directory.resolve("printed.txt");
    var run =
        program.start(
            words, Redirect.from(commands.toFile()), Redirect.to(printed.toFile()), printed);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return Files.readAllLines(classes);
  }

  @Test
  void what_people_type_most_loads_no_jooq() throws Exception {
    assertThat(
            loaded(
                "enqueue true --id a",
                "enqueue false --force --id a --json",
                "status",
                "list",
                "list --state pending --json",
                "list --text a --since 2h",
                "list --state pending,failed --text a --sort priority --json",
                "cancel --text nothing --yes",
                "retry --text nothing --until 1h",
                "hold --queue none --text nothing",
                "remove --text nothing --since yesterday --yes",
                "show a",
                "why a",
                "hold a",
                "release a",
                "cancel a",
                "retry a",
                "config list",
                "config set poll-interval 1s",
                "config reset poll-interval",
                "worker status",
                "queue list",
                "metrics",
                "events",
                "prune --older-than 1d",
                "metrics --prometheus",
                "queue pause default moves",
                "queue resume default",
                "queue set default --concurrency 2",
                "run true --id b",
                "logs b",
                "remove b"))
        .anyMatch(line -> line.contains(" dev.queuectl.store.Session "))
        .noneMatch(line -> line.contains(" org.jooq."));
  }

  @Test
  void enqueue_loads_no_worker_and_no_web() throws Exception {
    assertThat(loaded("enqueue true"))
        .anyMatch(line -> line.contains(" dev.queuectl.cli.job.Enqueuer "))
        .noneMatch(line -> line.contains(" dev.queuectl.worker."))
        .noneMatch(line -> line.contains(" dev.queuectl.web."))
        .noneMatch(line -> line.contains(" io.javalin."))
        .noneMatch(line -> line.contains(" org.eclipse.jetty."));
  }
}
