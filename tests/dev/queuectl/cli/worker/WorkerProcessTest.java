package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers as processes: signals, deaths, pipes, and many at once. Nothing here waits for a poll:
/// the interval is an hour.
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerProcessTest {
  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;
  private Path hold;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    cli.run("config", "set", "poll_interval", "1h");
    program = new ProgramProcess(cli);
    hold = Files.createFile(directory.resolve("hold"));
  }

  @AfterEach
  void close() throws Exception {
    Files.deleteIfExists(hold);
    program.close();
  }

  private void enqueue(String id, String command, String... options) {
    var words = new ArrayList<>(List.of("enqueue", command, "--id", id));
    words.addAll(List.of(options));
    assertThat(cli.run(words.toArray(String[]::new)).code()).isZero();
  }

  /// A command that goes on until the test lets it go, or has ended.
  private String whileHeld() {
    return "while [ -e " + hold + " ]; do sleep 0.05; done";
  }

  private void untilIt(String id, JobState state) {
    until(id + " is " + state.word(), () -> cli.job(id).state() == state);
  }

  private List<Attempt> attempts(Job job) {
    return cli.store(store -> store.jobs().attempts(job.seq()));
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void a_signal_drains_and_a_second_one_interrupts(String signal) throws Exception {
    enqueue("a", whileHeld());
    var worker = program.worker().until("Processing job: a");
    enqueue("b", "true");
    worker.signal(signal).until("Draining: waiting for 1 running job.");
    Files.delete(hold);
    assertThat(worker.exitCode()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.job("b").state()).isEqualTo(JobState.PENDING);

    enqueue("c", "sleep 60", "--priority", "5");
    worker = program.worker().until("Processing job: c");
    worker.signal(signal).until("Draining").signal(signal);
    assertThat(worker.exitCode()).isZero();
    assertThat(cli.job("c"))
        .matches(job -> job.state() == JobState.PENDING)
        .matches(job -> job.interruptions() == 1 && job.attempts() == 0);
  }

  @Test
  void jobs_start_cancels_arrive_and_stops_are_heard_without_polling() throws Exception {
    var worker = program.worker();
    enqueue("quick", "true");
    untilIt("quick", JobState.COMPLETED);
    enqueue("long", "sleep 60");
    untilIt("long", JobState.PROCESSING);
    cli.run("cancel", "long");
    untilIt("long", JobState.CANCELLED);
    assertThat(cli.run("worker", "stop").out()).isEqualTo("Stopped 1 worker.\n");
    assertThat(Identities.isAlive(Identities.of(worker.process().pid())))
        .isEqualTo(Identities.Liveness.DEAD);
    assertThat(worker.exitCode()).isZero();
  }

  @Test
  void a_job_survives_the_death_of_its_worker_and_of_its_heir() throws Exception {
    enqueue("a", "echo ran >>ran; echo begun; " + whileHeld() + "; echo done; exit 7", "-r", "1");
    var first = program.worker();
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    first.kill();
    program.worker().until("Processing job: a (taken over from worker").kill();
    var third = program.worker().until("taken over from");
    Files.delete(hold);
    third.until("a moved to DLQ (exit code 7)");
    assertThat(lines("ran")).hasSize(1);
    var job = cli.job("a");
    assertThat(job.exitCode()).isEqualTo(7);
    assertThat(attempts(job)).extracting(Attempt::outcome).containsExactly("failed");
    assertThat(cli.logs().output(job.seq(), 1).stdout()).hasContent("begun\ndone");
    until("its journal is gone", () -> journals() == 0);
    assertThat(third.signal("TERM").exitCode()).isZero();
    assertThat(cli.run("worker", "list", "--json").out()).isEqualTo("[]\n");
  }

  private boolean hasRecordedAnEnd() throws IOException {
    try (var files = Files.newDirectoryStream(directory.resolve("run"), "*.journal.*")) {
      for (var file : files) {
        if (Files.readString(file).contains("\ne ")) {
          return true;
        }
      }
      return false;
    }
  }

  private long journals() throws IOException {
    try (var files = Files.newDirectoryStream(directory.resolve("run"), "*.journal.*")) {
      return StreamSupport.stream(files.spliterator(), false).count();
    }
  }

  @Test
  void what_ended_while_nobody_watched_is_recorded() throws Exception {
    enqueue("a", "echo ran >>ran; " + whileHeld() + "; exit 3", "-r", "1");
    var dying = program.worker();
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    dying.kill();
    assertThat(cli.run("status").lines()).contains("processing: 1", "workers: 0");
    Files.delete(hold);
    var worker = program.worker("--drain");
    assertThat(worker.exitCode()).isZero();
    assertThat(cli.job("a").exitCode()).isEqualTo(3);
  }

  @Test
  void a_job_that_kills_its_workers_is_buried() throws Exception {
    cli.run("config", "set", "max_interruptions", "2");
    enqueue("a", "echo ran >>ran; kill -9 $PPID; kill -9 0");
    for (var i = 0; i < 2; i++) {
      assertThat(program.worker().exitCode()).isEqualTo(137);
    }
    assertThat(program.worker("--drain").exitCode()).isZero();
    assertThat(lines("ran")).hasSize(2);
    assertThat(cli.job("a"))
        .matches(job -> job.state() == JobState.DEAD && job.attempts() == 0)
        .matches(job -> job.error().startsWith("interrupted 2 times"));
  }

  @Test
  void three_workers_run_each_job_once() throws Exception {
    var jobs = new StringBuilder();
    IntStream.range(0, 300).forEach(i -> jobs.append("echo ").append(i).append(" >>ran\n"));
    assertThat(cli.in(jobs.toString()).run("enqueue", "--file", "-").code()).isZero();
    var workers = new ArrayList<ProgramProcess.Running>();
    for (var i = 0; i < 3; i++) {
      workers.add(program.start("worker", "start", "--drain", "--count", "2"));
    }
    for (var worker : workers) {
      assertThat(worker.exitCode()).isZero();
    }
    assertThat(lines("ran"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 300).mapToObj(Integer::toString).toList());
    assertThat(cli.run("status").lines()).contains("completed: 300", "workers: 0");
  }

  @Test
  void a_detached_worker_outlives_its_pipe_and_its_session() throws Exception {
    var command = ShellWords.quoted(ProgramProcess.words("worker", "start", "--detach", "--json"));
    var parent = Files.createFile(directory.resolve("parent.txt"));
    var shell = List.of("setsid", "bash", "-c", command + " | cat; echo code=${PIPESTATUS[0]}");
    var caller = program.start(shell, Redirect.to(parent.toFile()), parent);
    assertThat(caller.exitCode()).isZero();
    assertThat(caller.printed())
        .matches("\\{\"id\": \"w\\w+\", \"pid\": \\d+, \"log\": \".*\"}\ncode=0\n");
    enqueue("a", "true");
    untilIt("a", JobState.COMPLETED);
    var worker = cli.store(store -> store.workers().workers().getFirst());
    assertThat(caller.printed()).contains("\"pid\": " + worker.process().pid() + ",");
    var log = directory.resolve("run").resolve(worker.id() + ".log");
    assertThat(log).content().contains("Processing job: a");
    assertThat(Files.getPosixFilePermissions(log)).hasToString("[OWNER_READ, OWNER_WRITE]");
    assertThat(Files.getPosixFilePermissions(log.getParent())).hasSize(3);
    assertThat(cli.run("worker", "stop").out()).isEqualTo("Stopped 1 worker.\n");
    assertThat(Identities.isAlive(worker.process())).isEqualTo(Identities.Liveness.DEAD);
  }

  @Test
  void a_restart_leaves_the_running_jobs_alone() throws Exception {
    enqueue("a", "echo ran >>ran; " + whileHeld() + "; exit 3", "-r", "1");
    var old = program.worker();
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    var said = Files.createFile(directory.resolve("said.txt"));
    var restart =
        program.start(ProgramProcess.words("worker", "restart"), Redirect.to(said.toFile()), said);
    assertThat(restart.exitCode()).isZero();
    assertThat(old.exitCode()).isZero();
    Files.delete(hold);
    untilIt("a", JobState.DEAD);
    assertThat(cli.job("a")).matches(job -> job.exitCode() == 3 && job.interruptions() == 0);
    assertThat(lines("ran")).hasSize(1);
    assertThat(cli.run("worker", "stop").out()).isEqualTo("Stopped 1 worker.\n");
  }

  @Test
  void three_restarts_at_once_make_one_worker_of_one() throws Exception {
    var old = program.worker("--count", "2");
    var restarts = new ArrayList<ProgramProcess.Running>();
    for (var i = 0; i < 3; i++) {
      restarts.add(program.start("worker", "restart"));
    }
    for (var restart : restarts) {
      assertThat(restart.exitCode()).isZero();
    }
    assertThat(old.exitCode()).isZero();
    var workers = cli.store(store -> store.workers().workers());
    assertThat(workers).hasSize(1);
    assertThat(cli.run("worker", "stop").out()).isEqualTo("Stopped 1 worker.\n");
  }

  @Test
  void a_worker_that_drains_drains_on_when_it_is_restarted() throws Exception {
    enqueue("a", whileHeld());
    program.worker("--drain", "--exit-code").until("Processing job: a");
    assertThat(program.start("worker", "restart").exitCode()).isZero();
    // the row of the old one goes when the new one takes over what it ran
    until("one is left", () -> cli.store(store -> store.workers().workers()).size() == 1);
    Files.delete(hold);
    until("it has left", () -> cli.store(store -> store.workers().workers()).isEmpty());
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void a_detached_worker_that_cannot_start_says_why() throws Exception {
    cli.store(
        store -> {
          store.config().set(dev.queuectl.Setting.LEASE, "soon");
          return 0;
        });
    var caller = program.start("worker", "start", "--detach");
    assertThat(caller.exitCode()).isEqualTo(2);
    assertThat(caller.printed()).contains("lease \"soon\" is not a duration");
  }

  @Test
  void a_reader_that_does_not_read_holds_nothing_up() throws Exception {
    var jobs = new StringBuilder();
    IntStream.range(0, 400)
        .forEach(
            i ->
                jobs.append(
                    "{\"command\": \"true\", \"id\": \"%s%d\"}\n".formatted("x".repeat(100), i)));
    assertThat(cli.in(jobs.toString()).run("enqueue", "--file", "-").code()).isZero();
    var worker =
        program.start(ProgramProcess.words("worker", "start", "-n", "2"), Redirect.PIPE, directory);
    until("all are done", () -> cli.run("status").lines().contains("completed: 400"));
    assertThat(worker.signal("TERM").exitCode()).isZero();
  }

  @Test
  void a_reader_that_has_gone_holds_nothing_up() throws Exception {
    var worker = program.start(ProgramProcess.words("worker", "start"), Redirect.PIPE, directory);
    worker.process().getInputStream().close();
    for (var id : List.of("a", "b", "c")) {
      enqueue(id, "true");
      untilIt(id, JobState.COMPLETED);
    }
    assertThat(worker.signal("TERM").exitCode()).isZero();
  }

  /// The second one's text says that it opens its output by name, so it has pipes of its own.
  @ParameterizedTest
  @ValueSource(strings = {"cd /proc/self; for fd in fd/*", "for fd in /proc/self/fd/*"})
  @EnabledOnOs(OS.LINUX)
  void jobs_get_nothing_of_the_workers_streams(String each) throws Exception {
    enqueue("a", each + "; do readlink $fd; done; cat; echo read; " + whileHeld());
    var worker = program.worker("--drain");
    var output = cli.logs().output(cli.job("a").seq(), 1).stdout();
    until("it has read", () -> Files.exists(output) && Files.readString(output).contains("read"));
    var streams = Path.of("/proc/" + worker.process().pid() + "/fd");
    var workers = new ArrayList<String>();
    for (var fd : List.of("0", "1", "2")) {
      workers.add(Files.readSymbolicLink(streams.resolve(fd)).toString());
    }
    Files.delete(hold);
    assertThat(worker.exitCode()).isZero();

    assertThat(workers.getFirst()).startsWith("pipe:");
    assertThat(Files.readAllLines(output))
        .startsWith("/dev/null")
        .hasSizeGreaterThan(3)
        .doesNotContainAnyElementsOf(workers)
        .noneMatch(target -> target.matches(".*(queue[.]db.*|[.]journal[.][0-9]+)"));
  }

  @Test
  void a_store_that_was_deleted_starts_clean_beside_its_old_files() throws Exception {
    enqueue("a", "echo ran >>ran; echo old; " + whileHeld() + "; exit 9");
    var dying = program.worker();
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    dying.kill();
    for (var file : List.of("queue.db", "queue.db-wal", "queue.db-shm")) {
      Files.deleteIfExists(directory.resolve(file));
    }
    Files.delete(hold);
    until("the old job has recorded its end", this::hasRecordedAnEnd);
    enqueue("a", "echo new");
    assertThat(program.worker("--drain").exitCode()).isZero();
    var job = cli.job("a");
    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.logs().output(job.seq(), 1).stdout()).hasContent("new");
  }

  @Test
  void a_worker_that_died_idle_is_forgotten() throws Exception {
    program.worker().kill();
    assertThat(cli.run("status").lines()).contains("workers: 0");
    assertThat(program.worker("--drain").exitCode()).isZero();
    assertThat(cli.run("worker", "list", "--json").out()).isEqualTo("[]\n");
  }
}
