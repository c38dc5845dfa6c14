package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerStopTest extends WorkerCalls {
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
    assertThat(words(line.replace("ID", id)))
        .isEqualTo(new Cli.Ran(0, "Stopped 1 worker process with 1 slot.\n", ""));
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
        .anyMatch(line -> line.startsWith("Job a completed successfully in "));
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
            "Job a interrupted: its worker was stopped, will run again");
    assertThat(cli.job("a"))
        .matches(job -> job.state() == JobState.PENDING)
        .matches(job -> job.interruptions() == 1 && job.attempts() == 0);
  }

  @Test
  void the_first_ctrl_c_drains_and_the_second_interrupts() throws Exception {
    cli.run("enqueue", "sleep 60", "--id", "a");
    var worker = start("worker", "start");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    worker.cli().interrupt.get().accept("INT");
    until("it says so", () -> worker.cli().out.toString().contains("Draining: "));
    assertThat(cli.job("a").state()).isEqualTo(JobState.PROCESSING);
    worker.cli().interrupt.get().accept("INT");
    assertThat(worker.end().code()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_drain_that_is_stopped_says_why_jobs_are_left() throws Exception {
    cli.run("enqueue", "sleep 60", "--id", "a");
    cli.run("enqueue", "true", "--id", "b");
    var worker = start("worker", "start", "--drain");
    until("it runs", () -> cli.job("a").state() == JobState.PROCESSING);
    worker.cli().interrupt.get().accept("INT");
    worker.cli().interrupt.get().accept("INT");
    assertThat(worker.end().err())
        .contains("2 pending jobs are left: ready to run. See queuectl list --state pending.");
  }
}
