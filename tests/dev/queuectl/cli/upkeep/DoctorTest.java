package dev.queuectl.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.cli.Cli;
import dev.queuectl.process.posix.Identities;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final ProcessIdentity NOBODY = new ProcessIdentity(Identities.hostId(), 0, 1);

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
    cli.run("enqueue", "make", "--id", "b");
  }

  private List<String> problems() {
    var ran = cli.run("doctor");
    var problems = ran.lines().stream().filter(line -> line.startsWith("problem")).toList();
    assertThat(ran.code()).isEqualTo(problems.isEmpty() ? 0 : 1);
    return problems;
  }

  private List<String> repaired(int code) {
    var ran = cli.run("doctor", "--repair");
    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    return ran.lines().stream().filter(line -> line.startsWith("mended")).toList();
  }

  private void tamper(String statement) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var sql = connection.createStatement()) {
      sql.executeUpdate("PRAGMA ignore_check_constraints = 1");
      sql.executeUpdate(statement);
    }
  }

  private void join(String id, ProcessIdentity process, Instant leaseUntil) {
    cli.store(
        store -> {
          store
              .workers()
              .join(
                  new Worker(
                      id, "here", process, 1, Set.of(), Cli.NOW, Cli.NOW, leaseUntil, null, 0, 0));
          return id;
        });
  }

  private List<Worker> workers() {
    return cli.store(store -> store.workers().workers());
  }

  @Test
  void finds_nothing_in_a_sound_queue_and_says_a_line_a_check() {
    cli.finish(new dev.queuectl.Outcome.Succeeded(), "out\n", "");
    cli.run("doctor", "--repair"); // the test's own way of printing is not private
    var ran = cli.run("doctor");
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.lines()).allMatch(line -> line.matches("ok       [a-z]+: .*")).hasSize(21);
    assertThat(repaired(0)).isEmpty();
  }

  @Test
  void prints_json() {
    assertThat(cli.run("doctor", "--json").out())
        .startsWith("[\n{\"check\": \"store\", \"state\": \"ok\", \"what\": \"/")
        .endsWith("\"advice\": \"\"}\n]\n");
  }

  @Test
  void makes_no_queue() {
    cli = new Cli(directory.resolve("other"));
    cli.cwd = directory;
    var ran = cli.run("doctor");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("problem  store: there is no queue at ");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void mends_rows_and_counts_after_making_a_copy() throws Exception {
    tamper("UPDATE jobs SET finished_at = 5 WHERE id = 'a'");
    tamper("UPDATE job_counts SET jobs = 9");
    assertThat(problems())
        .containsExactly(
            "problem  rows: 1 job (a) whose columns contradict each other. Repair it with: queuectl"
                + " doctor --repair",
            "problem  counts: 1 wrong count. Repair it with: queuectl doctor --repair");
    var copy = directory.resolve("queue.db.before-repair-20260601080000000");
    assertThat(repaired(0))
        .containsExactly(
            "mended   repair: made a copy first: " + copy,
            "mended   repair: mended 1 job whose columns contradicted each other",
            "mended   repair: mended 1 wrong count of jobs");
    assertThat(problems()).isEmpty();
    assertThat(cli.run("--db", copy.toString(), "doctor").out())
        .contains("problem  rows: 1 job (a)");
  }

  @Test
  void leaves_the_jobs_of_a_dead_worker_to_the_next_one() {
    join("w9", NOBODY, Cli.NOW.plusSeconds(30));
    cli.store(
        store ->
            store
                .workers()
                .exchange(
                    new dev.queuectl.store.WorkerStore.Exchange(
                        "w9",
                        List.of(),
                        List.of(0),
                        Set.of(),
                        null,
                        Cli.NOW,
                        Cli.NOW.plusSeconds(30))));
    assertThat(problems())
        .containsExactly(
            "problem  workers: w9, pid 0, is dead and holds 1 job (a). The next worker will "
                + "take them over: queuectl worker start");
    repaired(1);
    assertThat(cli.job("a").state()).isEqualTo(JobState.PROCESSING);
    cli.join();
    assertThat(cli.run("doctor").out()).contains("is dead and holds 1 job (a). ");
  }

  @Test
  void forgets_a_dead_worker_without_jobs() {
    join("w9", NOBODY, Cli.NOW.plusSeconds(30));
    assertThat(problems())
        .containsExactly(
            "problem  workers: w9, pid 0, is dead and holds no job. Repair it with: queuectl doctor"
                + " --repair");
    assertThat(repaired(0)).contains("mended   repair: removed the dead worker w9");
    assertThat(workers()).isEmpty();
  }

  @Test
  void finds_a_worker_that_lives_in_silence() {
    join("w9", Identities.self(), Cli.NOW.minusSeconds(5));
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("w9 on here has been silent for", "kill -CONT " + Identities.self().pid());
    assertThat(workers()).hasSize(1);
  }

  @Test
  void gives_a_job_of_an_unknown_worker_to_the_next_one() {
    cli.claim();
    cli.store(
        store -> {
          store.workers().leave(Cli.WORKER);
          return store;
        });
    assertThat(problems())
        .containsExactly(
            "problem  owners: 1 job (a) running under an unknown worker. Wait until the lease "
                + "has lapsed; then repair it with: queuectl doctor --repair");
    repaired(1);
    cli.clock = InstantSource.fixed(Cli.NOW.plusSeconds(31));
    assertThat(problems().getFirst())
        .endsWith("an unknown worker. Repair it with: queuectl doctor --repair");
    assertThat(repaired(1))
        .contains("mended   repair: job a: the next worker takes it over from w1");
    assertThat(cli.job("a").state()).isEqualTo(JobState.PROCESSING);

    cli.clock = InstantSource.system();
    assertThat(cli.run("worker", "start", "--drain").code()).isZero();
    assertThat(cli.store(store -> store.jobs().attempts(cli.job("a").seq())).getFirst().outcome())
        .isEqualTo("interrupted");
    assertThat(cli.job("a").state().isFinal() || cli.job("a").state() == JobState.FAILED).isTrue();
  }

  @Test
  void finds_a_clock_that_was_set_back() {
    cli.clock = InstantSource.fixed(Cli.NOW.minus(Duration.ofHours(1)));
    assertThat(problems())
        .containsExactly(
            "problem  clock: it is 2026-06-01T07:00:00.000Z, but something is dated 1h in the future. The"
                + " clock was set back, or another host's is ahead. Nothing is lost; set it"
                + " right.");
  }

  @Test
  void finds_a_full_disk() {
    cli.run("config", "set", "disk_reserve", "1024T");
    assertThat(problems().getFirst())
        .matches("problem  disk: .* free at .*, disk_reserve is 1024 TiB\\. Free some space: .*");
  }

  @Test
  void makes_files_private() throws Exception {
    Files.setPosixFilePermissions(cli.database(), PosixFilePermissions.fromString("rw-r--r--"));
    Files.createDirectories(
        directory.resolve("logs/x"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    assertThat(problems().getFirst()).startsWith("problem  modes: ").contains("queue.db");
    repaired(0);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cli.database())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("logs/x"))))
        .isEqualTo("rwx------");
  }

  @Test
  void deletes_files_that_belong_to_nothing() throws Exception {
    cli.finish(new dev.queuectl.Outcome.Succeeded(), "out\n", "");
    var kept = cli.logs().output(1, 1).stdout();
    var stray = List.of(cli.logs().output(1, 2).stdout(), cli.logs().output(4711, 1).stderr());
    for (var file : stray) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    var half = kept.resolveSibling("1.1.out.cut");
    Files.setLastModifiedTime(
        Files.writeString(half, "x"), FileTime.from(Cli.NOW.minusSeconds(90)));
    assertThat(problems()).anyMatch(line -> line.startsWith("problem  output: 3 files ("));
    repaired(0);
    assertThat(kept).exists();
    assertThat(stray).noneMatch(Files::exists);
    assertThat(half).doesNotExist();
  }

  @Test
  void deletes_journals_of_the_dead() throws Exception {
    var run = Files.createDirectories(directory.resolve("run"));
    var journal = run.resolve("w9.journal.0");
    Files.writeString(journal, "queuectl-journal 1 another-boot 1 1\n");
    assertThat(problems()).anyMatch(line -> line.startsWith("problem  journals: 1 journal ("));
    repaired(0);
    assertThat(journal).doesNotExist();
  }

  @Test
  void changes_nothing_in_a_damaged_database() throws Exception {
    cli.run("config", "set", "timeout", "1h");
    for (var i = 0; i < 60; i++) {
      cli.run("enqueue", "x".repeat(3000));
    }
    try (var bytes = new RandomAccessFile(cli.database().toFile(), "rw")) {
      for (var page = 40; page < bytes.length() / 4096; page++) {
        bytes.seek(page * 4096L);
        bytes.write(new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
      }
    }
    var before = Files.readAllBytes(cli.database());
    var ran = cli.run("doctor", "--repair");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.lines().getLast())
        .startsWith("problem  integrity: the database is damaged: ")
        .contains("save what can be read of " + cli.database() + " as the README says");
    assertThat(cli.database()).hasBinaryContent(before);
  }

  @Test
  void says_that_it_is_no_database() throws Exception {
    Files.writeString(cli.database(), "no database\n".repeat(1000));
    assertThat(problems()).singleElement().asString().contains("is not a SQLite database");
  }

  @Test
  void finds_a_log_without_its_database() throws Exception {
    Files.delete(cli.database());
    Files.writeString(directory.resolve("queue.db-wal"), "x");
    assertThat(problems()).singleElement().asString().contains("is missing", "its -wal");
    assertThat(directory.resolve("queue.db-wal")).exists();
  }
}
