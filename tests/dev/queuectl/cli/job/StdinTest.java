package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a job reads from standard input. With real processes.
class StdinTest {
  private static final byte[] BYTES = {0, -1, 'a', 10, 13};
  private static final String HEX = "00 ff 61 0a 0d";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
  }

  private void work() {
    assertThat(cli.run("worker", "start", "--drain").code()).isZero();
  }

  private String printed(String id) {
    return cli.run("logs", id, "--stdout").line();
  }

  @Test
  void any_bytes_come_through() {
    assertThat(cli.in(BYTES).run("run", "od -An -tx1").line()).isEqualTo(HEX);
    assertThat(cli.run("run", "cat; echo end").line()).isEqualTo("end");
  }

  @Test
  void it_is_the_same_in_each_attempt_even_if_one_writes_to_it() {
    cli.in("abc")
        .run(
            "enqueue",
            "-i",
            "a",
            "--stdin",
            "-",
            "--retries",
            "2",
            "--backoff-base",
            "1",
            "cat; echo more >/dev/stdin; exit 1");
    work();
    assertThat(cli.run("logs", "a", "--attempt", "1", "--stdout").line()).isEqualTo("abc");
    assertThat(cli.run("logs", "a", "--attempt", "2", "--stdout").line()).isEqualTo("abc");
    cli.run("retry", "a");
    work();
    assertThat(printed("a")).isEqualTo("abc");
  }

  /// Commands that get a shell of their own, a shell that is named, and one under the wrapper.
  @Test
  void every_way_to_start_a_command_gives_it() {
    cli.in("1").run("enqueue", "-i", "slot", "--stdin", "-", "cat");
    cli.in("2").run("enqueue", "-i", "own", "--stdin", "-", "cat; : $$");
    cli.in("3").run("enqueue", "-i", "named", "--stdin", "-", "--shell", "bash -c", "cat");
    cli.in("4").run("enqueue", "-i", "env", "--stdin", "-", "-e", "IFS=x", "cat");
    cli.in("5").run("enqueue", "-i", "reopening", "--stdin", "-", "cat >/dev/stdout");
    cli.in("6").run("enqueue", "-i", "clean", "--stdin", "-", "--clean-env", "cat");
    work();
    assertThat(java.util.stream.Stream.of("slot", "own", "named", "env", "reopening", "clean"))
        .extracting(this::printed)
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void no_copy_of_it_is_left_where_the_output_is() throws Exception {
    cli.in("abc").run("enqueue", "--stdin", "-", "cat");
    cli.in("abc").run("enqueue", "--stdin", "-", "--retries", "1", "exec nothing-of-that-name");
    work();
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(file -> file.toString().endsWith(".in"))).isEmpty();
    }
  }

  @Test
  void a_file_is_read_once_for_all_jobs_of_a_list() throws Exception {
    Files.write(directory.resolve("data"), BYTES);
    cli.in("od -An -tx1\n{\"command\": \"cat\", \"stdin\": \"own\"}\n")
        .run("enqueue", "--file", "-", "--stdin", "data");
    cli.in("x\0").run("enqueue", "-0", "--stdin", "data", "--", "sh", "-c", "od -An -tx1");
    work();
    var ids = cli.run("list", "--jsonl").out().lines().map(it -> it.split("\"")[3]).toList();
    assertThat(ids).extracting(this::printed).containsExactlyInAnyOrder(HEX, "own", HEX);
  }

  @Test
  void what_json_says_wins_and_must_be_one_thing() {
    assertThat(cli.in("piped").run("run", "{\"command\": \"cat\", \"stdin\": \"said\"}").line())
        .isEqualTo("said");
    var both = "{\"command\": \"cat\", \"stdin\": \"a\", \"stdin_base64\": \"YQ==\"}";
    assertThat(cli.run("enqueue", both).err()).contains("standard input is given twice");
    assertThat(cli.run("enqueue", "{\"command\": \"cat\", \"stdin_base64\": \"?\"}").code())
        .isIn(0, 2);
  }

  @Test
  void show_has_its_size_and_hash_and_never_the_rest() {
    cli.in("secret").run("enqueue", "-i", "a", "--stdin", "-", "cat");
    var hash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
    assertThat(cli.run("show", "a").out()).contains("stdin: 6 bytes, SHA-256 " + hash + "\n");
    assertThat(cli.run("show", "a", "--json").out())
        .contains("\"stdin_bytes\": 6, \"stdin_sha256\": \"" + hash + "\"")
        .doesNotContain("\"secret\"");
  }

  @Test
  void edit_replaces_it_and_takes_it_away() {
    cli.in("old").run("enqueue", "-i", "a", "--hold", "--stdin", "-", "cat");
    assertThat(cli.in("new").run("edit", "a", "--stdin", "-").code()).isZero();
    assertThat(cli.run("show", "a").out()).contains("stdin: 3 bytes, SHA-256 11507a0e");
    cli.in("x").run("enqueue", "--stdin", "-", "--id", "one", "cat");
    assertThat(cli.run("show", "one").out()).contains("stdin: 1 byte, SHA-256 ");
    assertThat(cli.run("show", "one").out()).contains("backoff_base: 2\n");
    assertThat(cli.run("edit", "a", "--stdin", "/dev/null").code()).isZero();
    assertThat(cli.run("show", "a").out()).doesNotContain("stdin");
  }

  @Test
  void edit_gives_the_same_to_all_that_match_and_asks_no_pipe() {
    for (var id : new String[] {"a", "b"}) {
      cli.run("enqueue", "-i", id, "-q", "mail", "cat");
    }
    cli.run("enqueue", "-i", "other", "cat");
    var unasked = cli.in("same").run("edit", "--from-queue", "mail", "--stdin", "-");
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err()).contains("not confirmed", "--yes");
    assertThat(cli.job("a").surroundings().stdin()).isNull();
    assertThat(cli.in("same").run("edit", "--from-queue", "mail", "--stdin", "-", "--yes").line())
        .isEqualTo("Changed 2 jobs.");
    assertThat(cli.job("b").surroundings().stdin())
        .isNotNull()
        .isEqualTo(cli.job("a").surroundings().stdin());
    assertThat(cli.job("other").surroundings().stdin()).isNull();
    work();
    assertThat(printed("a")).isEqualTo(printed("b")).isEqualTo("same");
  }

  @Test
  void it_is_exported_and_imported(@TempDir Path elsewhere) {
    cli.in(BYTES).run("enqueue", "-i", "bytes", "--stdin", "-", "od -An -tx1");
    cli.in("text\n").run("enqueue", "-i", "text", "--stdin", "-", "cat");
    var exported = cli.run("export").out();
    assertThat(exported).contains("\"stdin\": \"text\\n\"", "\"stdin_base64\": \"AP9hCg0=\"");
    var other = new Cli(elsewhere);
    other.clock = InstantSource.system();
    assertThat(other.in(exported).run("import", "-").code()).isZero();
    other.run("worker", "start", "--drain");
    assertThat(other.run("logs", "bytes", "--stdout").line()).isEqualTo(HEX);
    assertThat(other.run("logs", "text", "--stdout").line()).isEqualTo("text");
  }

  @Test
  void too_much_is_refused_and_nothing_enqueued() throws Exception {
    Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);
    for (var command :
        new String[][] {
          {"enqueue", "--stdin", "large", "cat"},
          {"run", "--stdin", "large", "cat"},
          {"enqueue", "{\"command\": \"cat\", \"stdin\": \"" + "x".repeat((1 << 20) + 1) + "\"}"}
        }) {
      var ran = cli.run(command);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).contains("standard input is longer than 1,048,576 bytes, the limit.");
    }
    assertThat(cli.run("list", "--json").line()).isEqualTo("[]");
    assertThat(cli.run("enqueue", "--stdin", "nothing", "cat").err())
        .contains("the file nothing cannot be read: it does not exist");
  }

  /// Nothing runs with another input than it was given.
  @Test
  void a_job_whose_input_is_lost_or_damaged_is_not_run() throws Exception {
    cli.in("abc").run("enqueue", "-i", "damaged", "--stdin", "-", "--retries", "1", "cat");
    cli.in("def").run("enqueue", "-i", "lost", "--stdin", "-", "--retries", "1", "cat");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE inputs SET bytes = x'00' WHERE id = 1");
      statement.execute("DELETE FROM inputs WHERE id = 2");
    }
    work();
    for (var id : new String[] {"damaged", "lost"}) {
      assertThat(cli.job(id).state()).isEqualTo(JobState.DEAD);
      assertThat(cli.job(id).error()).contains("is lost, or damaged");
      assertThat(cli.run("show", id).out()).contains("stdin: lost, or damaged\n");
    }
    assertThat(cli.run("edit", "lost", "--stdin", "/dev/null").code()).isZero();
    cli.run("retry", "lost");
    work();
    assertThat(cli.job("lost").state()).isEqualTo(JobState.COMPLETED);
  }
}
