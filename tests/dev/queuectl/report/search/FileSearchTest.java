package dev.queuectl.report.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSearchTest {
  @TempDir Path directory;

  private final List<String> found = new ArrayList<>();

  private FileSearch search(String output, String text, int most) throws IOException {
    var file = Files.writeString(directory.resolve("1.out"), output);
    return new FileSearch(
        file,
        new Needle(text),
        (line, offset, shown, next) -> {
          found.add(
              "%d@%d %s[%s]%s"
                  .formatted(line, offset, shown.before(), shown.match(), shown.after()));
          return found.size() < most;
        });
  }

  private FileSearch all(String output, String text) throws IOException {
    var search = search(output, text, 1000);
    search.run(0, 1, Long.MAX_VALUE, () -> true);
    assertThat(search.isEnded()).isTrue();
    return search;
  }

  @Test
  void findsEveryLineOnceInAnyCaseWithItsNumber() throws IOException {
    all("Error one, error two\n\nfine\r\nno newline: ERROR", "error");
    assertThat(found).containsExactly("1@0 [Error] one, error two", "4@28 no newline: [ERROR]");
  }

  @Test
  void findsWhatIsNotAscii() throws IOException {
    all("straße\nÜBER\n\nüber alles 👍\n", "über");
    assertThat(found).containsExactly("2@8 [ÜBER]", "4@15 [über] alles 👍");
  }

  @Test
  void showsALineWithoutItsColours() throws IOException {
    all("a \u001b[31mred\u001b[0m error\nred \u001b[1;3\n error\n", "red error");
    assertThat(found).containsExactly("1@0 a [red error]");
    all(
        "r\u001b[1me\u001b(B\u001b[md \u001b]8;;http://x\u0007error\u001b]8;;\u001b\\\n",
        "Red Error");
    assertThat(found).hasSize(2).last().isEqualTo("1@0 [red error]");
    found.clear();
    all("a \u001b[31mred\u001b[0m error\n", "error");
    assertThat(found).containsExactly("1@0 a red [error]");
  }

  @Test
  void ofALongLineWhatIsAroundTheTextIsShown() throws IOException {
    all("x".repeat(100) + "needle" + "y".repeat(1000), "needle");
    assertThat(found)
        .containsExactly("1@0 …%s[needle]%s…".formatted("x".repeat(60), "y".repeat(200)));
  }

  @Test
  void blocksHideNothing() throws IOException {
    var output = new StringBuilder();
    for (var line = 1; line <= 40_000; line++) {
      output.append(line % 9_999 == 0 ? "a needle" : "a line like all the others").append('\n');
    }
    var search = all(output.toString(), "NEEDLE");
    assertThat(found).hasSize(4).first().asString().startsWith("9999@");
    assertThat(search.line()).isEqualTo(40_001);
    assertThat(search.bytes()).isEqualTo(output.length());
  }

  @Test
  void aLineLongerThanABlockIsFoundOnce() throws IOException {
    var half = "z".repeat(256 * 1024 - 3);
    all("first\n" + half + "needle" + half + "needle\nlast needle", "needle");
    assertThat(found)
        .hasSize(2)
        .last()
        .isEqualTo("3@%d last [needle]".formatted(19 + 2L * half.length()));
  }

  @Test
  void stopsAtALineAndGoesOnThere() throws IOException {
    var output = "needle\n".repeat(5);
    var search = search(output, "needle", 2);
    search.run(0, 1, Long.MAX_VALUE, () -> true);
    assertThat(found).hasSize(2);
    search(output, "needle", 1000).run(14, 3, Long.MAX_VALUE, () -> true);
    assertThat(found.subList(2, 5))
        .containsExactly("3@14 [needle]", "4@21 [needle]", "5@28 [needle]");
  }

  @Test
  void stopsBetweenBlocksWithWholeLines() throws IOException {
    var search = search("a line\n".repeat(100_000), "needle", 1);
    search.run(0, 1, Long.MAX_VALUE, () -> false);
    assertThat(search.isEnded()).isFalse();
    assertThat(search.offset()).isBetween(200_000L, 262_144L).isEqualTo((search.line() - 1) * 7);
  }

  @Test
  void aFileThatIsGoneHoldsNothing() throws IOException {
    var search = search("", "x", 1);
    Files.delete(directory.resolve("1.out"));
    search.run(0, 1, Long.MAX_VALUE, () -> true);
    assertThat(search.isEnded()).isTrue();
  }
}
