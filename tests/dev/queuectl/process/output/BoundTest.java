package dev.queuectl.process.output;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.journal.Exit.End;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Real commands that print more than they may.
@EnabledOnOs({OS.LINUX, OS.MAC})
class BoundTest extends OutputSteps {
  private static final long MIB = 1 << 20;

  /// Prints numbered lines of 16 bytes up to a number, then waits for a file, then prints the rest.
  private String lines(int first, int last) {
    return "seq -f %%015.0f %d %d; until [ -e go ]; do sleep 0.05; done; seq -f %%015.0f %d %d"
        .formatted(1, first, first + 1, last);
  }

  private void go() throws Exception {
    Files.createFile(directory.resolve("go"));
  }

  private static long blocks(Path file) throws Exception {
    var stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes()).strip());
  }

  private static long until16(Path file, long lines) {
    until("it has printed " + lines, () -> Files.exists(file) && Files.size(file) == 16 * lines);
    return 16 * lines;
  }

  private String read(long offset) throws Exception {
    var read = new ByteArrayOutputStream();
    new OutputReader(output.stdout()).copy(offset, read);
    return read.toString(StandardCharsets.UTF_8);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theMiddleOfARunningJobsOutputIsGivenBackToTheDisk() throws Exception {
    var run = start(lines(500_000, 500_010));
    var size = until16(output.stdout(), 500_000);
    logs.bound(1, 1, CAP_BYTES);

    assertThat(Files.size(output.stdout())).isEqualTo(size);
    assertThat(blocks(output.stdout())).isLessThan(CAP_BYTES + MIB);
    go();
    run.end();
    assertThat(logs.seal(1, 1, CAP_BYTES).stdoutBytes())
        .isEqualTo(Files.size(output.stdout()))
        .isLessThanOrEqualTo(CAP_BYTES);
    var half = Cut.half(CAP_BYTES);
    assertThat(Files.readString(output.stdout()))
        .startsWith("000000000000001\n")
        .endsWith("000000000500010\n")
        .contains(
            "\n[queuectl: %d bytes left out here, output_max is %d]\n"
                .formatted(16 * 500_010 - 2 * half, CAP_BYTES))
        .doesNotContain("\0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasLeftOutIsReadAsOneLine() throws Exception {
    var run = start(lines(500_000, 500_010));
    until16(output.stdout(), 500_000);
    logs.bound(1, 1, CAP_BYTES);

    assertThat(read(0))
        .startsWith("000000000000001\n")
        .containsOnlyOnce(" bytes left out here]\n")
        .endsWith("000000000500000\n")
        .doesNotContain("\0")
        .hasSizeLessThan((int) CAP_BYTES + 200_000);
    assertThat(read(1_000_000)).startsWith("\n[queuectl: ").endsWith("000000000500000\n");
    var reader = new OutputReader(output.stdout());
    assertThat(read(reader.tailOffset(2))).isEqualTo("000000000499999\n000000000500000\n");
    assertThat(read(reader.tailOffset(400_000))).endsWith("000000000500000\n").doesNotContain("\0");
    go();
    run.end();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void outputStaysWithinBoundsHoweverLongItGoesOn() throws Exception {
    var run = start("yes 0123456789abcde | head -c 60000000");
    until(
        "it has printed all",
        () -> {
          logs.bound(1, 1, CAP_BYTES);
          return Files.exists(output.stdout()) && Files.size(output.stdout()) == 60_000_000;
        });
    run.end();
    logs.bound(1, 1, CAP_BYTES);

    assertThat(blocks(output.stdout())).isLessThan(CAP_BYTES + 2 * MIB);
    logs.seal(1, 1, CAP_BYTES);
    assertThat(output.stdout())
        .content()
        .contains((60_000_000 - 2 * Cut.half(CAP_BYTES)) + " bytes left out here");
  }

  @Test
  void whereThereAreNoHolesTheRestGoesAndIsCounted() throws Exception {
    var run = start(lines(200_000, 200_010));
    until16(output.stdout(), 200_000);
    Bound.apply(output.stdout(), CAP_BYTES, false);
    assertThat(Files.size(output.stdout())).isEqualTo(Cut.half(CAP_BYTES));
    go();
    run.end();
    logs.seal(1, 1, CAP_BYTES);

    assertThat(Files.readString(output.stdout()))
        .startsWith("000000000000001\n")
        .contains("%d bytes left out here".formatted(16 * 200_000 - Cut.half(CAP_BYTES)))
        .endsWith("000000000200010\n");
    assertThat(output.stdout().getParent()).isDirectoryNotContaining("glob:**.lost");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCapRaisedMeanwhileShowsNoHole() throws Exception {
    var run = start(lines(500_000, 500_010));
    until16(output.stdout(), 500_000);
    logs.bound(1, 1, CAP_BYTES);
    go();
    run.end();
    logs.seal(1, 1, 100 * MIB);

    assertThat(Files.readString(output.stdout()))
        .contains(" bytes left out here, output_max is " + 100 * MIB)
        .endsWith("000000000500010\n")
        .doesNotContain("\0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatABackgroundProcessPrintsAfterTheEndIsKeptWithinBounds() throws Exception {
    var run =
        start(
            "(until [ -e go ]; do sleep 0.05; done; yes 0123456789abcde | head -c 20000000;"
                + " until [ -e stop ]; do sleep 0.05; done) & echo done");
    assertThat(run.end()).isEqualTo(new End.Exited(0));
    logs.seal(1, 1, CAP_BYTES);
    assertThat(output.stdout()).hasContent("done");
    go();
    until(
        "it has printed all",
        () -> {
          logs.boundHeld(CAP_BYTES);
          return Files.size(output.stdout()) == 20_000_005;
        });
    logs.boundHeld(CAP_BYTES);

    assertThat(blocks(output.stdout())).isLessThan(CAP_BYTES + 2 * MIB);
    Files.createFile(directory.resolve("stop"));
    until("it is gone", () -> OpenOutputFiles.of(logs.root().toRealPath()).isEmpty());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatABackgroundProcessHoldsIsNotReplaced() throws Exception {
    var run = start("(until [ -e go ]; do sleep 0.05; done; echo late) & yes | head -c 5000000");
    run.end();
    var kept = logs.seal(1, 1, CAP_BYTES).stdoutBytes();

    assertThat(Files.size(output.stdout())).isEqualTo(5_000_000);
    assertThat(kept).isLessThan(CAP_BYTES + MIB);
    go();
    until("it has printed the rest", () -> read(4_999_990).endsWith("late\n"));
    until("it is gone", () -> OpenOutputFiles.of(logs.root().toRealPath()).isEmpty());
  }
}
