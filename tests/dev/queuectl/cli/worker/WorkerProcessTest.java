package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.process.posix.Identities;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers as processes: signals, deaths, pipes, and many at once.
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerProcessTest extends WorkerProcesses {
  private List<Attempt> attempts(Job job) {
    return cli.store(store -> store.jobs().attempts(job.seq()));
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
    assertThat(cli.run("worker", "stop").out())
        .isEqualTo("Stopped 1 worker process with 1 slot.\n");
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
    third.until("a moved to DLQ");
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
    var printed = directory.resolve("printed.txt");
    var words = ProgramProcess.words("worker", "start", "--drain");
    var worker = program.start(words, Redirect.PIPE, Redirect.to(printed.toFile()), printed);
    worker.until("started with");
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
