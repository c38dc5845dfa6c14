package dev.queuectl.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.output.OutputReader;
import dev.queuectl.web.page.output.OutputWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Windows on output.
class OutputFileTest {
  @TempDir Path directory;
  private Path path;
  private OutputFile file;

  @BeforeEach
  void name() {
    path = directory.resolve("1.1.out");
    file = new OutputFile("stdout", path);
  }

  private void lines(int number) throws IOException {
    Files.writeString(
        path,
        IntStream.rangeClosed(1, number)
            .mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void ofAFileThatIsNotThereNothingIsShown() {
    assertThat(file.tail().size()).isZero();
    assertThat(file.tail().text()).isEmpty();
  }

  @Test
  void aSmallFileIsShownWhole() throws IOException {
    Files.writeString(path, "a\nb");
    var shown = file.tail();
    assertThat(shown).isEqualTo(new OutputWindow("stdout", "a\nb", 1, 0, 3, 2, 2, 3));
    assertThat(shown.isAtEnd()).isTrue();
  }

  @Test
  void ofALargeOneTheLastLinesAreShownWithTheirNumbers() throws IOException {
    lines(100_000);
    var shown = file.tail();
    assertThat(shown.text().lines())
        .hasSize(OutputWindow.MOST_LINES)
        .last()
        .isEqualTo("line 100000");
    assertThat(shown.text()).startsWith("line " + shown.firstLine() + "\n");
  }

  @Test
  void theWindowsFollowEachOtherWithoutAGap() throws IOException {
    lines(50_000);
    var text = new StringBuilder();
    var window = file.at(0);
    while (!window.isAtEnd()) {
      text.append(window.text());
      assertThat(window.text()).startsWith("line " + window.firstLine() + "\n");
      window = file.at(window.end());
    }
    assertThat(text.append(window.text())).hasToString(Files.readString(path));
  }

  @Test
  void theWindowsBackwardsDoSoToo() throws IOException {
    lines(50_000);
    var text = new StringBuilder();
    var window = file.tail();
    while (window.from() > 0) {
      text.insert(0, window.text());
      window = file.before(window.from());
    }
    assertThat(text.insert(0, window.text())).hasToString(Files.readString(path));
  }

  @Test
  void aLineIsFoundByItsNumber() throws IOException {
    lines(50_000);
    var shown = file.around(30_000);
    assertThat(shown.firstLine()).isEqualTo(29_980);
    assertThat(shown.text()).startsWith("line 29980\n").contains("line 30000\n");
    assertThat(file.around(1).text()).startsWith("line 1\n");
    assertThat(file.around(Long.MAX_VALUE).text()).isEmpty();
  }

  @Test
  void ofALineThatIsLongerThanAWindowOneWindowIsShownAtATime() throws IOException {
    Files.writeString(path, "x".repeat(5 << 20) + "\nend\n");
    assertThat(file.tail().text()).isEqualTo("end\n");
    var first = file.at(0);
    assertThat(first.text()).hasSize(OutputWindow.MOST_BYTES);
    assertThat(first.end()).isEqualTo(OutputWindow.MOST_BYTES);
    assertThat(file.before(1 << 20).text()).hasSize(OutputWindow.MOST_BYTES);
  }

  @Test
  void whatComesIsReadFromWhereTheUnfinishedLineBegan() throws IOException {
    Files.writeString(path, "one\ntw");
    var first = file.tail();
    assertThat(first.next()).isEqualTo(4);
    Files.writeString(path, "one\ntwo\nthree\n");
    var more = file.since(first.next(), first.nextLine());
    assertThat(more.text()).isEqualTo("two\nthree\n");
    assertThat(more.firstLine()).isEqualTo(2);
    assertThat(file.since(more.next(), more.nextLine()).text()).isEmpty();
    assertThat(more.nextLine()).isEqualTo(4);
  }

  @Test
  void aFileThatWasCutMeanwhileIsNoError() throws IOException {
    lines(10);
    assertThat(file.since(1 << 20, 500).text()).isEmpty();
    assertThat(file.at(1 << 20).text()).isEmpty();
  }

  @Test
  void linesAreFoundByWhatTheyContainInAnyCase() throws IOException {
    lines(1000);
    assertThat(OutputSearch.of("stdout", path, "LINE 99").found())
        .extracting(OutputWindow.Match::line)
        .startsWith(99L, 990L);
    var all = OutputSearch.of("stdout", path, "line");
    assertThat(all.found()).hasSize(200);
    assertThat(all.more()).isTrue();
    assertThat(OutputSearch.of("stdout", path.resolveSibling("none"), "x").found()).isEmpty();
  }

  /// To read what reads as NUL bytes there would take minutes.
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasLeftOutIsNotReadToCountLines() throws IOException {
    var hole = 1L << 38;
    Files.writeString(path, "first\nsecond\n");
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("third\nlast\n".getBytes(StandardCharsets.UTF_8)), hole);
    }
    assertThat(file.tail().firstLine()).isEqualTo(3);
    assertThat(file.tail().text()).isEqualTo("third\nlast\n");
    assertThat(file.at(hole).firstLine()).isEqualTo(3);
    assertThat(file.around(4).text()).startsWith("first\n");
    assertThat(new OutputReader(path).data(0)).isZero();
    assertThat(new OutputReader(path).data(1 << 20)).isEqualTo(hole);
  }
}
