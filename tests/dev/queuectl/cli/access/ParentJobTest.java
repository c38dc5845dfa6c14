package dev.queuectl.cli.access;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run` and `wait` in a job that holds the slot they would wait for. The worker has one slot, and
/// is this process.
class ParentJobTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "-i", "parent", "true");
    cli.claim();
    cli.env.put("QUEUECTL_JOB_ID", "parent");
  }

  @Test
  void run_says_that_its_own_parent_holds_the_only_slot() {
    var ran = cli.run("run", "-i", "child", "true");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("the job child would never start; it was cancelled.")
        .contains("Its own parent parent holds the only slot")
        .contains("queuectl worker scale 2");
    assertThat(cli.job("child").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void wait_refuses_what_would_never_end() {
    cli.run("enqueue", "-i", "child", "true");
    var ran = cli.run("wait", "child");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("the job child would never start.");
    assertThat(cli.job("child").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void waiting_for_all_is_the_same() {
    cli.run("enqueue", "-i", "child", "true");
    cli.run("enqueue", "-i", "other", "true", "--queue", "other");
    for (var which : List.of("--all", "--queue default")) {
      var ran = cli.run(("wait " + which).split(" "));
      assertThat(ran.code()).as(which).isEqualTo(1);
      assertThat(ran.err()).contains("the job child would never start.");
    }
    assertThat(cli.run("wait", "--all", "--timeout", "0").code()).isEqualTo(124);
  }

  @Test
  void a_queue_of_one_is_the_same() {
    cli.run("queue", "set", "default", "--concurrency", "1");
    assertThat(cli.run("run", "-i", "child", "true").code()).isEqualTo(1);
    assertThat(cli.job("child").state()).isEqualTo(JobState.CANCELLED);
  }

  /// As somebody sees it who looks from another terminal.
  @Test
  void why_says_it_anywhere() {
    cli.run("enqueue", "-i", "child", "true");
    cli.run("enqueue", "-i", "other", "true");
    cli.env.remove("QUEUECTL_JOB_ID");
    cli.run("enqueue", "-i", "stranger", "true");
    assertThat(cli.run("why", "child").out())
        .startsWith("Its own parent parent holds the only slot that serves the queue default.");
    assertThat(cli.run("show", "child").out()).contains("parent: parent\n");
    assertThat(cli.run("show", "child", "--json").out()).contains("\"parent\": \"parent\"");
    assertThat(cli.run("why", "stranger").out())
        .startsWith("The only slot that serves the queue default is busy");
  }

  @Test
  void a_job_of_another_queue_is_no_parent() {
    cli.env.put("QUEUECTL_JOB_ID", "nobody");
    cli.run("enqueue", "-i", "child", "true");
    assertThat(cli.job("child").surroundings().parent()).isNull();
  }

  /// In another queue, or in one that somebody else holds up, it waits as ever.
  @Test
  void whoever_is_not_in_the_way_is_not_blamed() throws Exception {
    cli.env.put("QUEUECTL_JOB_ID", "another");
    var result = new CompletableFuture<Cli.Ran>();
    var waits = Thread.ofPlatform();
    waits.start(() -> result.complete(cli.run("run", "-i", "child", "true")));
    until("it is there", () -> cli.store(store -> store.jobs().find("child")).isPresent());
    cli.store(store -> dev.queuectl.ByHand.cancel(store.jobs(), "child", Cli.NOW));
    var ran = result.get(60, TimeUnit.SECONDS);
    assertThat(ran.err()).isEqualTo("queuectl: the job was cancelled.\n");
  }
}
