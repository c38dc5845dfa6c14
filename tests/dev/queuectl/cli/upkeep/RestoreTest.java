package dev.queuectl.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A queue that is put back to what it was, and what lives beside it.
class RestoreTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "a");
    cli.finish(new Outcome.Succeeded(), "from a\n", "");
    assertThat(cli.run("backup", "backup.db").code()).isZero();
    cli.run("enqueue", "true", "--id", "later");
    cli.finish(new Outcome.Succeeded(), "from later\n", "");
  }

  private List<Path> kept() throws IOException {
    try (var files = Files.newDirectoryStream(directory, "queue.db.before-restore-*")) {
      return java.util.stream.StreamSupport.stream(files.spliterator(), false).toList();
    }
  }

  @Test
  void restores_a_backup_and_keeps_the_queue_before_beside() throws Exception {
    forgetWorker();
    var ran = cli.run("restore", "backup.db");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines())
        .first()
        .isEqualTo("Restored %s: 1 job, checked and sound.".formatted(cli.database()));
    assertThat(cli.run("list").out()).contains("a  ").doesNotContain("later");
    assertThat(cli.run("logs", "a", "--stdout").out()).isEqualTo("from a\n");
    assertThat(kept()).hasSize(1);
    assertThat(cli.run("--db", kept().getFirst().toString(), "list").out()).contains("later");
  }

  private void forgetWorker() {
    try (var store = SqliteStore.open(cli.database())) {
      store.workers().leave(Cli.WORKER);
    }
  }

  @Test
  void refuses_while_a_worker_runs_or_a_job_or_another_process_has_it_open() throws Exception {
    var working = cli.run("restore", "backup.db");
    assertThat(working.code()).isEqualTo(1);
    assertThat(working.err())
        .isEqualTo(
            "queuectl: 1 worker is running; nothing was changed. Stop the workers first: queuectl worker stop.\n");
    assertThat(cli.job("later").state()).isEqualTo(JobState.COMPLETED);
    assertThat(kept()).isEmpty();
  }

  @Test
  void refuses_what_is_no_sound_queue() throws Exception {
    forgetWorker();
    Files.writeString(directory.resolve("diary"), "dear diary, ".repeat(100));
    var bytes = Files.readAllBytes(directory.resolve("backup.db"));
    Files.write(directory.resolve("cut.db"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Files.createSymbolicLink(directory.resolve("link.db"), cli.database());
    Files.createFile(directory.resolve("empty"));
    bytes[63] = 99; // the last byte of PRAGMA user_version
    Files.write(directory.resolve("newer.db"), bytes);
    for (var file :
        List.of("diary", "cut.db", "none", "queue.db", "logs", "link.db", "newer.db", "empty")) {
      var ran = cli.run("restore", file);
      assertThat(ran.code()).as(file + ran.err()).isIn(2, 3);
      assertThat(ran.err()).as(file).startsWith("queuectl: ").hasLineCount(1);
    }
    assertThat(cli.job("later").state()).isEqualTo(JobState.COMPLETED);
    assertThat(kept()).isEmpty();
    assertThat(cli.run("doctor", "--json").out()).doesNotContain("unfinished");
  }

  @Test
  void a_restored_queue_shows_no_output_of_the_life_before_for_new_jobs() throws Exception {
    Files.copy(directory.resolve("backup.db"), cli.database(), StandardCopyOption.REPLACE_EXISTING);
    cli.run("enqueue", "true", "--id", "new");
    assertThat(cli.job("new").seq()).isEqualTo(2);
    assertThat(cli.logs().output(2, 1).stdout()).hasContent("from later");
    assertThat(cli.run("logs", "new").out()).isEmpty();
    assertThat(cli.run("worker", "start", "--drain").code()).isZero();
    assertThat(cli.run("logs", "new", "--stdout").out()).isEmpty();
    assertThat(cli.job("new").state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void output_in_the_place_of_a_new_attempt_is_set_aside_and_said() throws Exception {
    cli.run("enqueue", "echo newer", "--id", "new");
    var place = cli.logs().output(cli.job("new").seq(), 1).stdout();
    Files.createDirectories(place.getParent());
    Files.writeString(place, "older");
    assertThat(cli.run("worker", "start", "--drain").out())
        .contains("new: older output in its place was set aside");
    assertThat(cli.run("logs", "new", "--stdout").out()).isEqualTo("newer\n");
  }

  @Test
  void what_is_done_to_a_copy_beside_leaves_the_output_of_the_original() throws Exception {
    Files.copy(cli.database(), directory.resolve("copy.db"));
    assertThat(cli.run("--db", "copy.db", "logs", "a", "--stdout").out()).isEqualTo("from a\n");
    cli.run("--db", "copy.db", "remove", "--state", "completed", "--yes");
    cli.run("--db", "copy.db", "doctor", "--repair");
    assertThat(cli.run("--db", "copy.db", "list", "--json").out()).isEqualTo("[]\n");
    assertThat(cli.run("logs", "a", "--stdout").out()).isEqualTo("from a\n");
    assertThat(cli.run("logs", "later", "--stdout").out()).isEqualTo("from later\n");
  }

  @Test
  void a_copy_beside_has_none_of_the_workers_of_its_original() throws Exception {
    Files.copy(cli.database(), directory.resolve("copy.db"));
    assertThat(cli.run("status").out()).contains("workers: 1\n");
    assertThat(cli.run("--db", "copy.db", "status").out()).contains("workers: 0\n");
    assertThat(cli.run("--db", "copy.db", "worker", "stop").out()).contains("No workers");
  }

  @Test
  void a_queue_that_is_moved_or_copied_with_all_that_is_beside_it_shows_its_output()
      throws Exception {
    Files.move(cli.database(), directory.resolve("renamed.db"));
    assertThat(cli.run("--db", "renamed.db", "logs", "a", "--stdout").out()).isEqualTo("from a\n");
    cli.run("--db", "renamed.db", "remove", "a", "--yes");
    try (var files = Files.walk(directory.resolve("logs"))) {
      assertThat(files.filter(file -> file.toString().endsWith("1.1.out"))).isEmpty();
    }
  }

  @Test
  void a_symbolic_link_leads_to_the_output_of_what_it_names() throws Exception {
    var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("link.db"), cli.database());
    assertThat(cli.run("--db", "elsewhere/link.db", "logs", "a", "--stdout").out())
        .isEqualTo("from a\n");
    assertThat(elsewhere).isDirectoryNotContaining("glob:**logs");
  }

  @Test
  void a_second_name_of_the_file_is_refused_where_it_would_do_harm() throws Exception {
    Files.createLink(directory.resolve("second.db"), cli.database());
    assertThat(cli.run("doctor").out()).contains("problem  names: the database has 2 names");
    var ran = cli.run("--db", "second.db", "logs", "a");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("two names of one file");
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @CsvSource({
    "wait held, Restart this program",
    "wait --all, Restart this program",
    "logs -f held, Restart this program",
    "run true, Look for it in the old database"
  })
  void whoever_follows_a_job_says_that_its_database_was_overwritten(String line, String advice)
      throws Exception {
    cli.run("enqueue", "true", "--id", "held", "--hold");
    var running = new FutureTask<>(() -> cli.run(line.split(" ")));
    var thread = new Thread(running);
    thread.start();
    // It watches the file, besides working on it, before it pauses between two looks at the job.
    while (descriptors() < 2 || thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(running.isDone()).isFalse();
    }
    try (var over = Files.newOutputStream(cli.database())) {
      Files.copy(directory.resolve("backup.db"), over);
    }
    var ran = running.get(1, TimeUnit.MINUTES);
    assertThat(ran.code()).as(ran.err()).isEqualTo(Failures.UNAVAILABLE);
    assertThat(ran.err()).contains(" was overwritten by another one", advice);
  }

  /// Of this process, on the database.
  private long descriptors() throws IOException {
    var count = 0;
    try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var one : all) {
        try {
          count += Files.isSameFile(one, cli.database()) ? 1 : 0;
        } catch (IOException e) {
          // closed since it was listed
        }
      }
    }
    return count;
  }

  @Test
  void the_doctor_notices_output_that_is_missing() throws Exception {
    var job = cli.job("a");
    Files.delete(cli.logs().output(job.seq(), 1).stdout());
    assertThat(cli.run("doctor").out())
        .contains("problem  missing: 1 file of recorded output missing");
  }
}
