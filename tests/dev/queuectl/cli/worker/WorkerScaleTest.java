package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Worker;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `worker scale` of workers that are processes.
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerScaleTest extends WorkerProcesses {
  private void enqueueHeld(String... ids) {
    for (var id : ids) {
      cli.run(
          "enqueue",
          "--id",
          id,
          "while [ -e hold ] && [ ! -e go-%s ]; do sleep 0.05; done".formatted(id));
    }
  }

  private void let(String id) throws Exception {
    Files.createFile(directory.resolve("go-" + id));
  }

  private void untilRunning(int jobs) {
    until(jobs + " jobs run", () -> cli.run("status").lines().contains("processing: " + jobs));
  }

  private void untilSlots(String text) {
    until(
        "its slots are " + text,
        () -> cli.run("worker", "status").out().contains(" " + text + " "));
  }

  @Test
  void a_running_worker_gets_more_slots_at_once_and_fewer_as_jobs_end() throws Exception {
    enqueueHeld("a", "b", "c", "d", "e");
    var worker = program.worker("--count", "2");
    untilRunning(2);
    assertThat(cli.run("worker", "scale", "4").out())
        .matches("Scaled worker w\\w+ from 2 to 4 slots\\.\n");
    untilRunning(4);
    untilSlots("4/4");
    assertThat(cli.run("worker", "resize", "1").out())
        .matches("Scaled worker w\\w+ from 4 to 1 slot, as soon as running jobs have ended\\.\n");
    worker.until("Scaled from 4 to 1 slot, as soon as 3 running jobs have ended.");
    untilSlots("4/4 -> 1");
    let("a");
    untilSlots("3/4 -> 1");
    let("b");
    let("c");
    untilSlots("1/1");
    assertThat(cli.job("e").attempts()).isZero();
    let("d");
    untilRunning(1);
    let("e");
    until("all are done", () -> cli.run("status").lines().contains("completed: 5"));
    assertThat(cli.run("worker", "status").lines().getLast())
        .startsWith("Total: 1 worker process, 0 of 1 slot busy, 5 jobs done, mean run time ");
    assertThat(cli.run("worker", "scale", "1").out()).endsWith(" already has 1 slot.\n");
  }

  @Test
  void a_restart_keeps_the_number() throws Exception {
    enqueueHeld("a", "b");
    program.worker("--count", "2");
    untilRunning(2);
    cli.run("worker", "scale", "1"); // which it has not by the time of the restart
    var said = Files.createFile(directory.resolve("said.txt"));
    var words = ProgramProcess.words("worker", "restart");
    assertThat(program.start(words, Redirect.to(said.toFile()), said).exitCode()).isZero();
    until("the new one has taken over", () -> slots().equals(List.of(1)));
    Files.delete(hold);
    until("all are done", () -> cli.run("status").lines().contains("completed: 2"));
    cli.run("worker", "stop");
  }

  @Test
  void of_several_workers_one_must_be_named_or_all() throws Exception {
    var one = program.worker();
    program.worker("--count", "2");
    var ids = cli.store(store -> store.workers().workers()).stream().map(Worker::id).toList();
    var refused = cli.run("worker", "scale", "3");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "queuectl: 2 workers are running: %s. Name one, or scale each with --all.\n"
                .formatted(String.join(", ", ids)));
    assertThat(cli.run("worker", "scale", "3", ids.getFirst()).code()).isZero();
    until("it obeys", () -> slots().equals(List.of(3, 2)));
    var pid = Long.toString(one.process().pid());
    assertThat(cli.run("worker", "scale", "5", pid, "--json").out())
        .isEqualTo(
            "[\n{\"id\": \"%s\", \"slots\": 3, \"wanted_slots\": 5}\n]\n"
                .formatted(ids.getFirst()));
    cli.run("worker", "scale", "4", "--all");
    until("they obey", () -> slots().equals(List.of(4, 4)));
    assertThat(cli.run("worker", "status").lines().getLast())
        .isEqualTo("Total: 2 worker processes, 0 of 8 slots busy, 0 jobs done.");
  }

  private List<Integer> slots() {
    return cli.store(store -> store.workers().workers()).stream().map(Worker::slots).toList();
  }

  @Test
  void says_what_is_wrong() {
    assertThat(cli.run("worker", "scale", "3"))
        .isEqualTo(
            new Cli.Ran(
                1,
                "",
                "queuectl: no workers are running. Start one with: queuectl worker start.\n"));
    assertThat(cli.run("worker", "scale", "3", "w7").err())
        .isEqualTo("queuectl: no worker \"w7\" is running. See queuectl worker status.\n");
    for (var wrong : List.of("0", "1001", "many")) {
      var ran = cli.run("worker", "scale", wrong);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).startsWith("queuectl: the number of slots must be ");
    }
    assertThat(cli.run("worker", "scale").code()).isEqualTo(2);
    assertThat(cli.run("worker", "scale", "3", "w7", "--all").code()).isEqualTo(2);
  }
}
