package dev.queuectl.cli.job;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
  }

  private CompletableFuture<Cli.Ran> start(String... args) {
    var other = new Cli(directory);
    var result = new CompletableFuture<Cli.Ran>();
    Thread.ofVirtual().start(() -> result.complete(other.run(args)));
    return result;
  }

  @Test
  void exits_with_the_code_of_the_job() {
    cli.finish(new Outcome.Succeeded());
    var ran = cli.run("wait", "a");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    cli.run("enqueue", "make", "--id", "b");
    cli.bury();
    assertThat(cli.run("wait", "b").code()).isEqualTo(7);
  }

  @Test
  void exits_with_1_when_one_of_several_failed_or_was_cancelled() {
    cli.finish(new Outcome.Succeeded());
    cli.run("enqueue", "make", "--id", "b");
    cli.bury();
    assertThat(cli.run("wait", "a", "b").code()).isEqualTo(1);
    cli.run("enqueue", "make", "--id", "c");
    cli.run("cancel", "c");
    assertThat(cli.run("wait", "c").code()).isEqualTo(1);
    assertThat(cli.run("wait", "a", "c", "--json").lines()).hasSize(4);
  }

  @Test
  void waits_until_a_job_ends() throws Exception {
    var waiting = start("wait", "a");
    cli.finish(new Outcome.Succeeded());
    assertThat(waiting.get(20, TimeUnit.SECONDS).code()).isZero();
  }

  @Test
  void waits_for_all() throws Exception {
    var waiting = start("wait", "--all");
    cli.finish(new Outcome.Succeeded());
    assertThat(waiting.get(20, TimeUnit.SECONDS).code()).isZero();
    assertThat(cli.run("wait", "--all").code()).isZero();
  }

  @Test
  void waits_for_a_state() throws Exception {
    var waiting = start("wait", "a", "--state", "PROCESSING");
    cli.claim();
    assertThat(waiting.get(20, TimeUnit.SECONDS).code()).isZero();
  }

  @Test
  void fails_when_the_state_cannot_come_any_more() {
    cli.finish(new Outcome.Succeeded());
    assertThat(cli.run("wait", "a", "--state", "processing").code()).isEqualTo(1);
  }

  @Test
  void gives_up_when_the_time_is_over() {
    cli.clock = InstantSource.system();
    var ran = cli.run("wait", "a", "--timeout", "50ms");
    assertThat(ran.code()).isEqualTo(124);
    assertThat(ran.err()).startsWith("queuectl: timed out; still unfinished");
  }

  @Test
  void gives_up_at_once_when_there_is_no_time() {
    assertThat(cli.run("wait", "--all", "--timeout", "0").code()).isEqualTo(124);
  }

  @Test
  void refuses_what_it_cannot_wait_for() {
    assertThat(cli.run("wait").code()).isEqualTo(2);
    assertThat(cli.run("wait", "a", "--all").code()).isEqualTo(2);
    assertThat(cli.run("wait", "nope").code()).isEqualTo(1);
    assertThat(cli.run("wait", "a", "--timeout", "-5").code()).isEqualTo(2);
  }

  @Test
  void does_not_wait_for_a_job_that_has_replaced_the_one_that_was_meant() throws Exception {
    var waiting = start("wait", "a");
    replaceUntilNoticed(waiting, "a");
    assertThat(waiting.get().code()).isEqualTo(1);
    assertThat(waiting.get().err())
        .isEqualTo("queuectl: the job \"a\" was removed or replaced before it ended.\n");
    var followed = start("logs", "a", "-f");
    replaceUntilNoticed(followed, "a");
    assertThat(followed.get().code()).isEqualTo(1);
    cli.run("enqueue", "make", "--id", "b");
    var both = start("wait", "a", "b");
    replaceUntilNoticed(both, "a", "b");
    assertThat(both.get().code()).isEqualTo(1);
  }

  /// It may not have begun to wait yet.
  private void replaceUntilNoticed(CompletableFuture<Cli.Ran> waiting, String... ids) {
    until(
        "it has noticed",
        () -> {
          for (var id : ids) {
            cli.run("enqueue", "make", "--id", id, "--force");
          }
          return waiting.isDone();
        });
  }
}
