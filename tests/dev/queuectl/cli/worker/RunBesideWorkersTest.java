package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// `run` leaves its job to a worker, if there is one.
class RunBesideWorkersTest extends WorkerCalls {
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
    assertThat(ran.get(60, TimeUnit.SECONDS)).isEqualTo(new Cli.Ran(0, "x\nx\n", ""));
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
    assertThat(ran.get(60, TimeUnit.SECONDS))
        .isEqualTo(new Cli.Ran(1, "", "queuectl: the job was cancelled.\n"));
  }
}
