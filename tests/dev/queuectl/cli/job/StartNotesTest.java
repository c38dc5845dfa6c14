package dev.queuectl.cli.job;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever follows a job that does not start is told why.
class StartNotesTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
  }

  /// A command that follows a job.
  private final class Follower {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    Follower(boolean person, String... words) {
      var other = person ? new Cli(directory).terminal() : new Cli(directory);
      other.width = 200; // no sentence takes a second line
      other.clock = InstantSource.system();
      other.env.put("PATH", System.getenv("PATH"));
      Thread.ofPlatform().start(() -> code.complete(Main.run(other.console(err), words)));
    }

    String said() {
      return err.toString(StandardCharsets.UTF_8);
    }

    Follower untilItSays(String sentence) {
      until("it says " + sentence, () -> said().contains("queuectl: " + sentence));
      return this;
    }

    int code() throws Exception {
      return code.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void run_says_that_its_job_is_held_and_goes_on_when_it_is_released() throws Exception {
    var run =
        new Follower(false, "run", "--hold", "--id", "a", "true")
            .untilItSays("the job is waiting. It is held. Release it with: queuectl release a\n");
    cli.run("release", "a");
    assertThat(run.code()).isZero();
    assertThat(run.said()).containsOnlyOnce("waiting");
  }

  @Test
  void run_says_that_its_job_is_scheduled() throws Exception {
    var run =
        new Follower(false, "run", "--delay", "3h", "--id", "a", "true")
            .untilItSays("the job is waiting. It is scheduled for later: ");
    cli.run("cancel", "a");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void run_says_to_a_person_that_no_slot_is_free() throws Exception {
    cli.run("enqueue", "make", "--id", "busy");
    cli.claim();
    var run =
        new Follower(true, "run", "--id", "a", "true")
            .untilItSays("the job is waiting. The only slot that serves the queue default is busy");
    cli.run("cancel", "a");
    assertThat(run.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hold a              | It is held. Release it with: queuectl release a",
        "queue pause default | Its queue default has been paused since ",
        "edit a --delay 3h   | It is scheduled for later: ",
        "status              | No worker is running. Start one with: queuectl worker start"
      })
  void logs_that_follow_say_why_there_are_none(String before, String why) throws Exception {
    cli.run("enqueue", "make", "--id", "a");
    cli.run(before.strip().split(" "));
    var logs = new Follower(false, "logs", "-f", "a").untilItSays("the job is waiting. " + why);
    cli.run("cancel", "a");
    assertThat(logs.code()).isZero();
    assertThat(logs.said()).containsOnlyOnce(why.strip());
  }
}
