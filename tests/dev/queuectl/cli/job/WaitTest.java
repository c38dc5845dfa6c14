package dev.queuectl.cli.job;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitTest {
  /// No sentence takes a second line.
  private static final int WIDE = 200;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.width = WIDE;
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
    assertThat(waiting.get(60, TimeUnit.SECONDS).code()).isZero();
  }

  @Test
  void waits_for_all() throws Exception {
    var waiting = start("wait", "--all");
    cli.finish(new Outcome.Succeeded());
    assertThat(waiting.get(60, TimeUnit.SECONDS).code()).isZero();
    assertThat(cli.run("wait", "--all").code()).isZero();
  }

  @Test
  void waits_for_a_state() throws Exception {
    var waiting = start("wait", "a", "--state", "PROCESSING");
    cli.claim();
    assertThat(waiting.get(60, TimeUnit.SECONDS).code()).isZero();
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
    assertThat(cli.run("wait", "a", "--queue", "mail").code()).isEqualTo(2);
    assertThat(cli.run("wait", "a", "--state", "dead,completed").code()).isEqualTo(2);
    assertThat(cli.run("wait", "--queue", "").code()).isEqualTo(2);
    assertThat(cli.run("wait", "--state", "completed").err())
        .isEqualTo("queuectl: jobs that are completed have ended already. Leave out --state.\n");
  }

  @Test
  void waits_for_those_that_match_and_no_others() throws Exception {
    cli.run("enqueue", "make", "--id", "m", "--queue", "mail", "--priority", "5");
    for (var words : List.of("--queue mail", "--text m", "--queue mail --state ready,processing")) {
      assertThat(cli.run(("wait --timeout 0 " + words).split(" ")).code()).isEqualTo(124);
    }
    for (var words : List.of("--queue mail --state processing", "--text rsync", "--held")) {
      assertThat(cli.run(("wait " + words).split(" ")).code()).as(words).isZero();
    }
    var waiting = start("wait", "--queue", "mail");
    assertThat(cli.finish(new Outcome.Succeeded()).id()).isEqualTo("m");
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(new Cli.Ran(0, "", ""));
    assertThat(cli.run("wait", "--queue", "mial"))
        .isEqualTo(
            new Cli.Ran(0, "", "queuectl: There is no queue \"mial\". Did you mean mail?\n"));
  }

  @Test
  void says_which_failed() {
    cli.bury();
    cli.run("enqueue", "make", "--id", "b");
    cli.run("cancel", "b");
    cli.run("enqueue", "make", "--id", "c");
    cli.finish(new Outcome.Succeeded());
    assertThat(cli.run("wait", "a", "b", "c"))
        .isEqualTo(
            new Cli.Ran(1, "", "queuectl: a failed: exit code 7.\nqueuectl: b was cancelled.\n"));
    assertThat(cli.run("wait", "a"))
        .isEqualTo(new Cli.Ran(7, "", "queuectl: a failed: exit code 7.\n"));
    assertThat(cli.run("wait", "c", "--state", "processing").err())
        .isEqualTo("queuectl: c is completed, and was not processing.\n");
    assertThat(cli.run("wait", "a", "b", "--quiet").err()).isEmpty();
    assertThat(cli.run("wait", "--all")).isEqualTo(new Cli.Ran(0, "", ""));
  }

  /// Those that were dead before do not count.
  @Test
  void says_which_of_those_that_matched_failed_meanwhile() throws Exception {
    cli.bury();
    cli.run("enqueue", "make", "--id", "m", "--queue", "mail");
    cli.run("enqueue", "make", "--id", "d");
    var ofMail = new Waiter(true, "wait", "--queue", "mail");
    var ofAll = new Waiter(true, "wait", "--all");
    cli.bury();
    cli.run("cancel", "d");
    assertThat(ofMail.code()).isEqualTo(1);
    assertThat(ofMail.said()).endsWith("queuectl: m failed: exit code 7.\n");
    assertThat(ofAll.code()).isEqualTo(1);
    assertThat(ofAll.said())
        .contains("queuectl: m failed: exit code 7.\n", "queuectl: d was cancelled.\n")
        .doesNotContain("a failed");
  }

  /// It may be in a script that hangs.
  @Test
  void says_what_does_not_begin_by_itself() throws Exception {
    cli.join();
    cli.run("hold", "a");
    assertThat(firstLine("wait", "--all"))
        .isEqualTo("a: It is held. Release it with: queuectl release a");
    assertThat(firstLine("wait", "a")).startsWith("a: It is held.");
    cli.run("enqueue", "make", "--id", "l", "--delay", "3h");
    cli.run("queue", "pause", "mail");
    cli.run("enqueue", "make", "--id", "p", "--queue", "mail");
    cli.run("enqueue", "make", "--id", "q", "--queue", "mail");
    assertThat(firstLine("wait", "--all"))
        .isEqualTo(
            "waiting for 4 jobs: 1 held, 1 scheduled for later (the next in 3h), 2 in a paused"
                + " queue.");
    assertThat(firstLine("wait", "a", "l", "p", "q")).startsWith("waiting for 4 jobs: ");
    assertThat(cli.run("wait", "--all", "--timeout", "0").err())
        .isEqualTo(
            "queuectl: timed out; 4 jobs are still unfinished: 1 held, 1 scheduled for later (the"
                + " next in 3h), 2 in a paused queue.\n");
    assertThat(cli.run("wait", "a", "l", "p", "q", "--timeout", "0").err())
        .isEqualTo(
            "queuectl: timed out; still unfinished: a (pending), l (pending), p (pending) and 1"
                + " other.\n");
  }

  @Test
  void a_person_learns_at_once_what_is_waited_for_and_how_to_wait_for_less() {
    cli.terminal();
    assertThat(cli.run("wait", "--all", "--timeout", "0").err())
        .startsWith("queuectl: a: No worker is running. Start one with: queuectl worker start\n");
    cli.claim();
    assertThat(cli.run("wait", "--all", "--timeout", "0").err())
        .startsWith("queuectl: a: It has been running for ");
    cli.run("enqueue", "make", "--id", "h", "--hold");
    assertThat(cli.run("wait", "--held", "--timeout", "0").err()).doesNotContain("leave out");
    cli.run("enqueue", "make", "--id", "i", "--hold");
    cli.run("enqueue", "make", "--id", "j", "--hold");
    assertThat(cli.run("wait", "--all", "--timeout", "0").err())
        .startsWith("queuectl: waiting for 4 jobs: 1 running, 3 held.\n");
  }

  @Test
  void says_how_to_leave_out_what_is_held_or_scheduled() {
    cli.run("hold", "a");
    cli.run("enqueue", "make", "--id", "l", "--delay", "3h");
    assertThat(cli.terminal().run("wait", "--all", "--timeout", "0").err())
        .contains(
            "queuectl: to leave out jobs that are held or scheduled: queuectl wait --state"
                + " ready,retrying,processing\n");
    assertThat(cli.run("wait", "--state", "ready,retrying,processing").code()).isZero();
  }

  /// A job that waits for all jobs does not wait for itself.
  @Test
  void inside_a_job_the_job_itself_is_left_out() {
    cli.claim();
    cli.env.put("QUEUECTL_JOB_ID", "a");
    assertThat(cli.run("wait", "--all").code()).isZero();
    cli.run("enqueue", "make", "--id", "b");
    assertThat(cli.run("wait", "--all", "--timeout", "0").code()).isEqualTo(124);
  }

  /// A command that waits, looked at meanwhile.
  private final class Waiter {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Instant> now = new AtomicReference<>(Cli.NOW);
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    /// @param person whether somebody sits there, so that it says at once what it waits for
    Waiter(boolean person, String... words) {
      var cli = person ? new Cli(directory).terminal() : new Cli(directory);
      cli.width = WIDE;
      cli.clock = now::get;
      var all = Stream.concat(Stream.of(words), Stream.of("--timeout", "10m"));
      var args = all.toArray(String[]::new);
      Thread.ofVirtual().start(() -> code.complete(Main.run(cli.console(err), args)));
      until("it says something", () -> said().endsWith("\n"));
    }

    String said() {
      return err.toString(StandardCharsets.UTF_8);
    }

    int code() throws Exception {
      return code.get(60, TimeUnit.SECONDS);
    }

    /// Lets it end, since its time is over.
    String firstLine() throws Exception {
      now.set(Cli.NOW.plus(Duration.ofHours(1)));
      assertThat(code()).isEqualTo(124);
      return said().lines().findFirst().orElseThrow().replaceFirst("queuectl: ", "");
    }
  }

  private String firstLine(String... words) throws Exception {
    return new Waiter(false, words).firstLine();
  }

  @Test
  void does_not_wait_for_a_job_that_has_replaced_the_one_that_was_meant() throws Exception {
    var waiting = start("wait", "a");
    replaceUntilNoticed(waiting, "a");
    assertThat(waiting.get().code()).isEqualTo(1);
    assertThat(waiting.get().err())
        .endsWith("queuectl: the job \"a\" was removed or replaced before it ended.\n");
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
