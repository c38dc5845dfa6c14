package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void a_second_one_prints_the_id_of_the_first_and_says_so() {
    cli.run("enqueue", "true", "--id", "a", "--unique", "nightly-sync");
    var ran = cli.run("enqueue", "true", "--unique", "nightly-sync");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("a\n");
    assertThat(ran.err()).contains("nightly-sync is waiting already as a; nothing was added.");
    assertThat(cli.run("list", "--jsonl").lines()).hasSize(1);
  }

  @Test
  void in_json_it_is_a_duplicate() {
    cli.run("enqueue", "{\"command\": \"true\", \"id\": \"a\", \"unique\": \"k\"}");
    assertThat(cli.run("enqueue", "true", "--unique", "k", "--json").out())
        .contains("\"id\": \"a\"", "\"duplicate\": true", "\"replaced\": false");
    assertThat(cli.run("enqueue", "true", "--unique", "j", "--json").out())
        .doesNotContain("\"duplicate\"");
  }

  @Test
  void where_it_must_be_free_the_exit_code_is_1() {
    cli.run("enqueue", "true", "--id", "a", "--unique", "k");
    cli.claim();
    var ran = cli.run("enqueue", "true", "--unique", "k", "--on-duplicate", "fail");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("k is running already as a; nothing was enqueued");
  }

  @Test
  void a_replaced_one_is_said_to_be_so() {
    cli.run("enqueue", "echo old", "--id", "a", "--unique", "k");
    var ran = cli.run("enqueue", "echo new", "--unique", "k", "--on-duplicate", "replace");
    assertThat(ran.out()).isEqualTo("a\n");
    assertThat(ran.err()).contains("k was waiting as a, which now is what was to be added.");
    assertThat(cli.job("a").command()).isEqualTo("echo new");
  }

  @Test
  void a_file_counts_them() throws IOException {
    var file = directory.resolve("jobs");
    Files.writeString(file, "true\n".repeat(2) + "echo other\n".repeat(3));
    var ran = cli.run("enqueue", "--file", file.toString(), "--unique-command");
    assertThat(ran.lines()).hasSize(5);
    assertThat(ran.err()).contains("Enqueued 2, skipped 3 duplicates.");
    assertThat(cli.run("list", "--jsonl").lines()).hasSize(2);
    var again = cli.run("enqueue", "--file", file.toString(), "--unique-command", "--json");
    assertThat(again.out().lines().filter(line -> line.contains("\"duplicate\": true"))).hasSize(5);
  }

  @Test
  void the_key_of_a_command_is_of_its_queue_and_directory_too() {
    cli.run("enqueue", "true", "--id", "a", "--unique-command");
    cli.run("enqueue", "true", "--id", "b", "--unique-command", "--queue", "slow");
    cli.run("enqueue", "true", "--id", "c", "--unique-command", "--cwd", "/");
    cli.run("enqueue", "true", "--id", "d", "--unique-command");
    assertThat(cli.run("list", "--jsonl").lines()).hasSize(3);
    assertThat(cli.job("a").policy().get(JobField.UNIQUE)).asString().startsWith("command:");
  }

  @Test
  void a_key_has_a_limit_and_is_one() {
    var ran = cli.run("enqueue", "true", "--unique", "k".repeat(201));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("unique must be a key of 1 to 200 bytes");
    assertThat(cli.run("enqueue", "true", "--unique", "").code()).isEqualTo(2);
    var both = cli.run("enqueue", "true", "--unique", "k", "--unique-command");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("cannot be combined");
  }

  @Test
  void a_job_whose_key_is_taken_is_not_retried() {
    cli.run("enqueue", "true", "--id", "a", "--unique", "k");
    cli.bury();
    cli.run("enqueue", "true", "--id", "b", "--unique", "k");
    var ran = cli.run("retry", "a");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("its key k is taken by b (pending). Cancel that first.");
    var all = cli.run("dlq", "retry", "--all");
    assertThat(all.out()).isEqualTo("Retried 0 jobs.\n");
    assertThat(all.err()).contains("1 job was left as it is: another job holds its key.");
  }

  @Test
  void a_list_shows_those_of_a_key() {
    cli.run("enqueue", "true", "--id", "a", "--unique", "k");
    cli.run("enqueue", "true", "--id", "b");
    assertThat(cli.run("list", "--unique", "k", "--jsonl").lines()).hasSize(1);
    assertThat(cli.run("cancel", "--unique", "k", "--yes").code()).isZero();
  }
}
