package dev.queuectl.process.output;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.launch.Runs;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real commands that empty their own output by a name that cannot be seen before they run.
@EnabledOnOs(OS.LINUX)
class EmptiedOutputTest extends OutputSteps {
  private static final String STEP = "; touch at; until [ -e go ]; do sleep 0.01; done; rm go; ";
  private static final String NOTE =
      "[queuectl: the job reopened its output here and emptied it, after %d bytes or more%s]\n";

  /// `/dev/stdout`, in a way that nobody sees.
  private static final String OUT = "/$D/std\"\"out";

  private static final String ERR = "/$D/std\"\"err";

  @Override
  Runs.Run start(String command, Map<String, String> env) {
    return super.start("D=dev; " + command, env);
  }

  /// Looks at the output when the command has come to its next step, then lets it go on.
  private void lookAtStep() throws Exception {
    var at = directory.resolve("at");
    until("it has come there", () -> Files.exists(at));
    until("its output is in its place", () -> Files.exists(output.stdout()));
    logs.bound(1, 1, CAP_BYTES);
    logs.boundedAll();
    Files.delete(at);
    Files.createFile(directory.resolve("go"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void whatWasSeenBeforeIsKeptAndSaid(boolean inASlot) throws Exception {
    var run =
        start(
            "echo one; echo err >&2"
                + STEP
                + "echo two >"
                + OUT
                + "; echo 2 >"
                + ERR
                + "; echo three",
            inASlot ? Map.of() : Map.of("OTHER", "1"));
    lookAtStep();
    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("two\nthree\n");
    var sizes = logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout()).isEqualTo("one\n" + NOTE.formatted(4, "") + "two\nthree\n");
    assertThat(run.stderr()).isEqualTo("err\n" + NOTE.formatted(4, "") + "2\n");
    assertThat(sizes.stdoutBytes()).isEqualTo(Files.size(output.stdout()));
    assertThat(logs.seal(1, 1, CAP_BYTES)).isEqualTo(sizes);
  }

  @Test
  void itIsSeenThoughThereIsMoreThanBefore() throws Exception {
    var run = start("echo one" + STEP + "seq 2 9 >" + OUT);
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout()).startsWith("one\n" + NOTE.formatted(4, "") + "2\n3\n").endsWith("9\n");
  }

  @Test
  void itIsSeenThoughThereIsAsMuchAsBefore() throws Exception {
    var run = start("echo one" + STEP + "echo two >" + OUT + STEP + "echo end");
    lookAtStep();
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout()).isEqualTo("one\n" + NOTE.formatted(4, "") + "two\nend\n");
  }

  @Test
  void itIsSeenAgain() throws Exception {
    var run = start("printf one" + STEP + "echo two >" + OUT + STEP + ": >" + OUT);
    lookAtStep();
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout())
        .isEqualTo("one\n" + NOTE.formatted(3, "") + "two\n" + NOTE.formatted(4, ""));
  }

  @Test
  void ofMuchTheBeginningIsKept() throws Exception {
    var run = start("seq -f %09.0f 20000" + STEP + "echo two >" + OUT);
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout())
        .startsWith("000000001\n000000002\n")
        .endsWith("\n" + NOTE.formatted(200_000, ", of which 65536 are kept") + "two\n");
    assertThat(Files.size(output.stdout())).isLessThan(EmptiedOutput.HEAD_BYTES + 200);
  }

  @Test
  void theCapHolds() throws Exception {
    var run = start("seq 10000" + STEP + "seq -f %09.0f 90000 >" + OUT);
    lookAtStep();
    run.end();
    var kept = logs.seal(1, 1, CAP_BYTES).stdoutBytes();

    assertThat(kept).isLessThanOrEqualTo(CAP_BYTES + 200);
    assertThat(run.stdout()).contains("[queuectl: the job reopened", " bytes left out here");
    assertThat(run.stdout()).endsWith("000090000\n");
  }

  @Test
  void itIsSaidWhereABackgroundProcessStillPrints() throws Exception {
    var run =
        start(
            "echo one"
                + STEP
                + "echo two >"
                + OUT
                + "; setsid sh -c 'until [ -e end ]; do sleep 0.01; done; echo late' &");
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);
    Files.createFile(directory.resolve("end"));

    var said = "two\n\n" + NOTE.formatted(4, ", of which 0 are kept");
    until("it has printed", () -> run.stdout().endsWith("late\n"));
    assertThat(run.stdout()).isEqualTo(said + "late\n");
  }

  @Test
  void outputThatGrowsOrIsBoundedIsLeftAsItIs() throws Exception {
    var run = start("seq 100" + STEP + "seq 200000" + STEP + "seq 400000" + STEP + "echo end");
    lookAtStep();
    lookAtStep();
    lookAtStep();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(run.stdout()).doesNotContain("anew").endsWith("400000\nend\n");
  }

  @Test
  void whatWeHaveShortenedOurselvesWasNotEmptied() throws Exception {
    var emptied = new EmptiedOutput();
    var file = Files.writeString(directory.resolve("x.out"), "0123456789");
    emptied.look(file);
    Files.writeString(file, "01234");
    emptied.shortened(file);
    Files.writeString(file, "01234 and more");
    emptied.look(file);

    assertThat(emptied.take(file).isNothing()).isTrue();
  }

  @Test
  void anAttemptThatRunsNoMoreIsForgotten() throws Exception {
    var emptied = new EmptiedOutput();
    var file = Files.writeString(directory.resolve("x.out"), "one");
    emptied.look(file);
    emptied.endRound();
    emptied.endRound();
    Files.writeString(file, "");

    assertThat(emptied.take(file).isNothing()).isTrue();
  }
}
