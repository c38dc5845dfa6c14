package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `worker start`, `stop` and `status` in this process, with real jobs.
class WorkerTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = cli();
  }

  private Cli cli() {
    var made = new Cli(directory);
    made.clock = InstantSource.system();
    made.env.put("PATH", System.getenv("PATH"));
    return made;
  }

  private Cli.Ran words(String line) {
    return cli.run(line.split(" "));
  }

  /// A worker on a thread of its own.
  private record Started(Cli cli, CompletableFuture<Cli.Ran> ended) {
    Cli.Ran end() throws Exception {
      return ended.get(30, TimeUnit.SECONDS);
    }
  }

  private boolean isServed() {
    var ran = cli.run("worker", "status", "--json");
    assertThat(ran.err()).isEmpty();
    return !ran.out().equals("[]\n");
  }

  private Started start(String... args) {
    var own = cli();
    var ended = new CompletableFuture<Cli.Ran>();
    Thread.ofPlatform().daemon().start(() -> ended.complete(own.run(args)));
    until("it has joined", this::isServed);
    return new Started(own, ended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker start --drain",
        "worker-start --drain",
        "worker --count 2 --drain",
        "worker start --workers 2 --drain",
        "worker start -n 2 --drain",
        "worker start -w2 --drain",
        "worker start --queue default --queue other --drain",
        "worker start --queue other,default --drain"
      })
  void starts_in_every_form(String line) {
    cli.run("enqueue", "true", "--id", "a");
    var ran = words(line);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines())
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("Worker w\\S+ started with (1 slot|2 slots)\\.");
              assertThat(lines.get(1)).isEqualTo("Processing job: a");
              assertThat(lines.get(2)).matches("a completed successfully in \\d+(\\.\\d+)?s");
              assertThat(lines.get(3)).matches("Worker w\\S+ stopped: 1 completed\\.");
            });
  }

  @Test
  void tells_of_retries_and_of_the_dead() {
    words("config set backoff_base 1");
    cli.run("enqueue", "exit 1", "--id", "a", "--retries", "2");
    var ran = words("worker start --drain");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines().subList(1, 5))
        .containsExactly(
            "Processing job: a",
            "a failed (exit code 1), will retry in 1s",
            "Processing job: a",
            "a moved to DLQ (exit code 1)");
    assertThat(ran.out()).endsWith(": 0 completed, 1 moved to DLQ, 1 retry.\n");
  }

  @Test
  void says_with_its_exit_code_that_a_job_died() {
    cli.run("enqueue", "exit 1", "--retries", "1");
    assertThat(words("worker start --drain --exit-code").code()).isEqualTo(1);
    assertThat(words("worker start --drain --exit-code").code()).isZero();
  }

  @Test
  void drains_its_own_queues_only_and_says_what_is_left() {
    cli.run("enqueue", "true", "--id", "a", "--queue", "mail");
    cli.run("enqueue", "true", "--id", "b");
    cli.run("enqueue", "true", "--id", "c", "--queue", "mail", "--delay", "1h");
    var ran = words("worker start --drain --queue mail");
    assertThat(ran.err()).startsWith("queuectl: 2 pending jobs are left: ").hasLineCount(1);
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.job("b").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void prints_one_json_object_and_nothing_else() {
    cli.run("enqueue", "echo out; echo err >&2");
    var ran = words("worker start --drain --json");
    assertThat(ran.out())
        .matches(
            "\\{\"id\": \"w\\w+\", \"completed\": 1, \"failed\": 0, \"dead\": 0, \"cancelled\": 0,"
                + " \"interrupted\": 0}\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void prints_nothing_when_quiet() {
    cli.run("enqueue", "true");
    var ran = words("worker start --drain --quiet");
    assertThat(ran.out() + ran.err()).isEmpty();
  }

  @Test
  void colours_its_lines_on_a_terminal_only() {
    cli.run("enqueue", "true", "--id", "a");
    cli.terminal();
    assertThat(words("worker start --drain").out())
        .containsPattern(
            "\r\u001b\\[K\u001b\\[2m[\\d:]{8}\u001b\\[0m \u001b\\[32ma completed successfully");
    cli.run("enqueue", "true", "--id", "b");
    cli.env.put("NO_COLOR", "1");
    assertThat(words("worker start --drain").out())
        .containsPattern("\r\u001b\\[K[\\d:]{8} b completed successfully")
        .contains("[##############################] 1 of 1")
        .doesNotContain("\u001b[32m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "99999999999", "two", "1.5", ""})
  void refuses_a_count_that_makes_no_sense(String count) {
    var ran = cli.run("worker", "start", "--count", count);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: ").contains("--count").hasLineCount(1);
  }

  @Test
  void refuses_a_queue_that_cannot_be() {
    var ran = cli.run("worker", "start", "--queue", "a b");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: the queue name \"a b\" cannot be used.");
  }

  @Test
  void names_the_option_that_was_meant() {
    var ran = words("worker start --dreain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean --drain?");
  }

  @Test
  void takes_the_number_of_slots_from_the_configuration() {
    words("config set worker_count 3");
    assertThat(words("worker start --drain").out()).contains(" started with 3 slots.");
  }

  @Test
  void a_configuration_that_somebody_broke_is_named() {
    words("config list");
    cli.store(
        store -> {
          store.config().set(dev.queuectl.Setting.LEASE, "soon");
          return 0;
        });
    var ran = words("worker start --drain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: lease \"soon\" is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker stop", "worker-stop", "worker stop --force --timeout 1s"})
  void stopping_nobody_is_no_error(String line) {
    var ran = words(line);
    assertThat(ran).isEqualTo(new Cli.Ran(0, "No workers are running.\n", ""));
  }

  @Test
  void stopping_nobody_in_json() {
    assertThat(words("worker stop --json")).isEqualTo(new Cli.Ran(0, "{\"stopped\": []}\n", ""));
  }

  @Test
  void stopping_a_worker_that_is_not_there_is_one() {
    var ran = words("worker stop w7");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("queuectl: no worker \"w7\" is running. See queuectl worker status.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"worker stop", "worker-stop", "worker stop ID", "worker stop --timeout 1m"})
  void stops_a_worker_in_every_form(String line) throws Exception {
    var worker = start("worker", "start");
    var id = words("worker status --json").out().replaceAll("(?s).*?\"id\": \"(\\w+)\".*", "$1");
    assertThat(words(line.replace("ID", id))).isEqualTo(new Cli.Ran(0, "Stopped 1 worker.\n", ""));
    assertThat(worker.end().code()).isZero();
    assertThat(words("worker status").out()).startsWith("No workers are running.");
  }

  @Test
  void stopping_says_what_it_waits_for() throws Exception {
    var hold = Files.createFile(directory.resolve("hold"));
    cli.run("enqueue", "while [ -e " + hold + " ]; do sleep 0.05; done", "--id", "a");
    var worker = start("worker", "start");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    var late = words("worker stop --timeout 50ms");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err())
        .isEqualTo(
            """
            queuectl: waiting for 1 running job: a.
            queuectl: still waiting for 1 running job; the workers keep stopping. \
            End the jobs with --force.
            """);
    assertThat(words("worker status").out()).contains(" draining ").contains(" 1/1 ");
    until("it has heard of it", () -> worker.cli().out.toString().contains("Draining"));
    Files.delete(hold);
    assertThat(worker.end().lines())
        .contains("Draining: waiting for 1 running job.")
        .anyMatch(line -> line.startsWith("a completed successfully in "));
  }

  @Test
  void forcing_interrupts_the_jobs() throws Exception {
    cli.run("enqueue", "sleep 60", "--id", "a");
    var worker = start("worker", "start");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    assertThat(words("worker stop --force").code()).isZero();
    assertThat(worker.end().lines())
        .contains(
            "Interrupting 1 running job; interrupted jobs will run again.",
            "a interrupted: its worker was stopped, will run again");
    assertThat(cli.job("a"))
        .matches(job -> job.state() == JobState.PENDING)
        .matches(job -> job.interruptions() == 1 && job.attempts() == 0);
  }

  @Test
  void the_first_ctrl_c_drains_and_the_second_interrupts() throws Exception {
    cli.run("enqueue", "sleep 60", "--id", "a");
    var worker = start("worker", "start");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    worker.cli.interrupt.get().accept("INT");
    until("it says so", () -> worker.cli.out.toString().contains("Draining: "));
    assertThat(cli.job("a").state()).isEqualTo(JobState.PROCESSING);
    worker.cli.interrupt.get().accept("INT");
    assertThat(worker.end().code()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_drain_that_is_stopped_says_why_jobs_are_left() throws Exception {
    cli.run("enqueue", "sleep 60", "--id", "a");
    cli.run("enqueue", "true", "--id", "b");
    var worker = start("worker", "start", "--drain");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    worker.cli.interrupt.get().accept("INT");
    worker.cli.interrupt.get().accept("INT");
    assertThat(worker.end().err())
        .contains("2 pending jobs are left: ready to run. See queuectl list --state pending.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker status", "worker list", "worker ls", "workers"})
  void shows_the_workers_in_every_form(String line) throws Exception {
    assertThat(words(line).out())
        .isEqualTo("No workers are running. Start one with: queuectl worker start\n");
    var worker = start("worker", "start", "--count", "3", "--queue", "mail");
    var lines = words(line).lines();
    assertThat(lines.getFirst())
        .matches("ID +STATE +HOST +PID +SLOTS +QUEUES +HEARTBEAT +DONE +MEAN +JOBS");
    assertThat(lines.get(1)).matches("w\\w+ +running +\\S+ +\\d+ +0/3 +mail +\\d+s +0 +- +-");
    assertThat(words("status").lines()).contains("workers: 3", "worker_processes: 1");
    words("worker stop");
    worker.end();
    assertThat(words("status").lines()).contains("workers: 0");
  }

  @Test
  void shows_the_workers_in_json() throws Exception {
    for (var form : List.of("worker status --json", "workers --json", "worker list --jsonl")) {
      assertThat(words(form).out()).isEqualTo(form.endsWith("l") ? "" : "[]\n");
    }
    var worker = start("worker", "start");
    var ran = words("worker status --json");
    assertThat(ran.out())
        .startsWith("[\n{\"id\": \"w")
        .contains("\"state\": \"running\", ", "\"slots\": 1, \"busy\": 0, \"queues\": [], ")
        .endsWith("}\n]\n");
    assertThat(ran.err()).isEmpty();
    words("worker stop");
    worker.end();
  }

  @Test
  void run_leaves_its_job_to_a_worker_that_serves_it() throws Exception {
    var worker = start("worker", "start");
    assertThat(words("run echo").out()).isEqualTo("\n");
    words("worker stop");
    assertThat(worker.end().out()).contains("Processing job: ");
  }

  @Test
  void run_does_not_wait_for_a_worker_of_another_queue() throws Exception {
    var worker = start("worker", "start", "--queue", "mail");
    assertThat(cli.run("run", "echo x").out()).isEqualTo("x\n");
    words("worker stop");
    assertThat(worker.end().out()).doesNotContain("Processing");
  }

  @Test
  void run_goes_on_when_the_workers_leave() throws Exception {
    var worker = start("worker", "start");
    words("config set backoff_base 1");
    var other = cli();
    var ran = new CompletableFuture<Cli.Ran>();
    var mark = directory.resolve("mark");
    var command = "echo x; [ -e " + mark + " ]";
    Thread.ofPlatform().daemon().start(() -> ran.complete(other.run("run", command, "-i", "a")));
    until("it has failed once", () -> cli.run("list").out().contains(" failed "));
    words("worker stop");
    worker.end();
    Files.createFile(mark);
    assertThat(ran.get(30, TimeUnit.SECONDS)).isEqualTo(new Cli.Ran(0, "x\nx\n", ""));
  }

  @Test
  void run_prints_one_json_object_and_nothing_else() {
    var ran = cli.run("run", "echo out; echo err >&2; exit 3", "--id", "a", "-r", "1", "--json");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).startsWith("{\"id\": \"a\", ").endsWith("}\n").hasLineCount(1);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void run_ends_when_somebody_cancels_the_job() throws Exception {
    var other = cli();
    var ran = new CompletableFuture<Cli.Ran>();
    Thread.ofPlatform().daemon().start(() -> ran.complete(other.run("run", "sleep 60", "-i", "a")));
    until("it runs", () -> cli.run("list").out().contains(" processing "));
    words("cancel a");
    assertThat(ran.get(30, TimeUnit.SECONDS))
        .isEqualTo(new Cli.Ran(1, "", "queuectl: the job was cancelled.\n"));
  }
}
