package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir Path directory;
  private Cli cli;
  private Cli other;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(Files.createDirectory(directory.resolve("one")));
    other = new Cli(Files.createDirectory(directory.resolve("other")));
    cli.run("enqueue", "make \"ä\"", "--id", "done", "--env", "A=b=\nc", "--timeout", "5s");
    cli.finish(new Outcome.Succeeded(), "out", "");
    cli.run("enqueue", "make", "--id", "failed", "--backoff", "linear", "--backoff-base", "3");
    cli.finish(new Outcome.Failed(3));
    cli.run("enqueue", "make", "--id", "dead", "--queue", "mail", "--retries", "1");
    cli.finish(new Outcome.Killed(9));
    cli.run("enqueue", "make", "--id", "running");
    cli.claim();
    cli.run("enqueue", "make", "--id", "later", "--delay", "1h", "--priority", "-3");
    cli.run("enqueue", "make", "--id", "held", "--hold");
  }

  private Cli.Ran carry(String... options) {
    return other.in(cli.run("export").out()).run(join("import", "-", options));
  }

  private static String[] join(String first, String second, String... rest) {
    var all = new ArrayList<>(List.of(first, second));
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  @Test
  void a_round_trip_changes_nothing_but_what_runs_and_the_output() {
    assertThat(carry().out()).isEqualTo("Imported 6 jobs.\n");
    var before = cli.run("export").lines();
    var after = other.run("export").lines();
    for (var i = 0; i < before.size(); i++) {
      if (!before.get(i).contains("\"id\": \"running\"")) {
        assertThat(after.get(i)).isEqualTo(before.get(i).replace("_bytes\": 3", "_bytes\": 0"));
      }
    }
    assertThat(other.job("running").state()).isEqualTo(JobState.PENDING);
    assertThat(other.job("running").lease()).isNull();
    assertThat(other.run("doctor").out()).doesNotContain("problem");
  }

  @Test
  void what_came_back_is_worked_on() {
    carry();
    assertThat(other.claim().id()).isEqualTo("running");
    assertThat(other.run("dlq", "retry", "dead").code()).isZero();
    other.clock = InstantSource.fixed(Cli.NOW.plusSeconds(3600));
    assertThat(other.run("why", "later").out()).doesNotContain("scheduled for later");
  }

  @Test
  void writes_a_private_file_and_replaces_none() throws Exception {
    var ran = cli.run("export", "jobs.jsonl", "--state", "dead");
    assertThat(ran.code()).isZero();
    var file = cli.directory.resolve("jobs.jsonl");
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(cli.run("export", "jobs.jsonl").code()).isEqualTo(1);
    assertThat(cli.run("export", "jobs.jsonl", "--force", "--queue", "mail").code()).isZero();
    assertThat(other.run("import", file.toString(), "--json").out())
        .isEqualTo("{\"imported\": 1}\n");
  }

  @Test
  void leaves_no_part_of_a_file_behind() throws Exception {
    assertThat(cli.run("export", "none/jobs.jsonl").code()).isEqualTo(1);
    Files.writeString(cli.directory.resolve("jobs.jsonl"), "mine");
    assertThat(cli.run("export", "jobs.jsonl").code()).isEqualTo(1);
    assertThat(cli.directory.resolve("jobs.jsonl")).hasContent("mine");
    var full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    assertThat(cli.run("export", full.toString(), "--force").err()).contains("No space left");
    assertThat(full).exists();
    try (var files = Files.list(cli.directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains(".part"));
    }
  }

  @Test
  void imports_all_or_none() {
    other.run("enqueue", "true", "--id", "dead");
    assertThat(carry().code()).isEqualTo(1);
    assertThat(other.count()).isEqualTo(1);
    assertThat(carry("--skip-existing").out()).isEqualTo("Imported 5 jobs.\n");
    assertThat(other.job("dead").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void refuses_what_export_has_not_written() {
    assertThat(other.in("{\"command\": \"true\"}\n").run("import", "-").err())
        .contains("line 1: the field id is missing; nothing was imported");
    var line = cli.run("export", "--state", "dead").out();
    for (var broken :
        List.of(
            line.replace("\"state\": \"dead\"", "\"state\": \"pending\""),
            line.replace("\"priority\": 0", "\"priority\": \"high\""),
            line.replaceFirst("\"created_at\": \"[^\"]*\"", "\"created_at\": \"today\""),
            line.replace("\"history\": [", "\"history\": [1, "),
            "no JSON\n",
            "{}\n")) {
      assertThat(other.in(broken).run("import", "-").code()).as(broken).isEqualTo(2);
    }
    assertThat(other.run("import", "none.jsonl").code()).isEqualTo(2);
    assertThat(other.run("import", "none.jsonl", "--all").code()).isEqualTo(2);
  }
}
