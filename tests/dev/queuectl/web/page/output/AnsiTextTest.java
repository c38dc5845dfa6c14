package dev.queuectl.web.page.output;

import static org.assertj.core.api.Assertions.assertThat;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Output with its colours, as markup that can do nothing else.
class AnsiTextTest {
  private static final String ESC = "\u001b";

  private static String html(String output) {
    return AnsiText.lines(output).stream()
        .map(AnsiTextTest::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<DomContent> parts) {
    return parts.stream().map(DomContent::render).collect(Collectors.joining());
  }

  @Test
  void coloursAreClasses() {
    assertThat(html(ESC + "[31;1mred" + ESC + "[0m plain"))
        .isEqualTo("<span class=\"ab f1\">red</span> plain");
  }

  @ParameterizedTest
  @CsvSource({
    "38;5;208, f208",
    "48;5;17, b17",
    "38:5:9, f9",
    "38;2;255;0;0, f196",
    "48;2;0;0;255, b21",
    "95, f13",
    "104, b12",
    "3;4;9, ai au as",
    "7, an"
  })
  void everyColourAndLookHasItsClass(String numbers, String classes) {
    assertThat(html(ESC + "[" + numbers + "mx"))
        .isEqualTo("<span class=\"" + classes + "\">x</span>");
  }

  @Test
  void aStyleGoesOnOverLinesUntilItIsTakenBack() {
    assertThat(html(ESC + "[32ma\nb" + ESC + "[39mc"))
        .isEqualTo("<span class=\"f2\">a</span>\n<span class=\"f2\">b</span>c");
  }

  @Test
  void nothingCanBeHidden() {
    assertThat(html(ESC + "[8ma" + ESC + "[0m" + ESC + "[30;40mb")).isEqualTo("ab");
  }

  @Test
  void whatWasWrittenOverIsGone() {
    assertThat(html("10%\r99%\n")).isEqualTo("99%");
    assertThat(html("downloading\rdone" + ESC + "[K\n")).isEqualTo("done");
    assertThat(html("abc\b\bX\n")).isEqualTo("aXc");
  }

  @Test
  void aLineEndOfWindowsIsOne() {
    assertThat(html("a\r\nb\r\n")).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b]0;title\u0007",
        "\u001b]8;;javascript:alert(1)\u001b\\",
        "\u001b]52;c;cm0gLXJm\u0007",
        "\u001bPdevice\u001b\\",
        "\u001b_application\u009c",
        "\u001b[2J",
        "\u001b[999;999H",
        "\u001b[?1049h",
        "\u001b[>4;2m",
        "\u001b(B",
        "\u001b7",
        "\u009b2J",
        "\u009dtitle\u009c",
        "\u001b[",
        "\u001b",
        "\u001b]never ended"
      })
  void whatAPageCannotFollowIsLeftOutWhole(String sequence) {
    assertThat(html("a" + sequence)).isEqualTo("a");
  }

  @Test
  void aSequenceWithoutAnEndTakesNoOtherLineWithIt() {
    assertThat(html("a\u001b]0;title\nb")).isEqualTo("a\nb");
  }

  @Test
  void markupInOutputIsText() {
    assertThat(html(ESC + "[31m<script>\"&"))
        .isEqualTo("<span class=\"f1\">&lt;script&gt;&quot;&amp;</span>");
  }

  @Test
  void otherControlAndDirectionCharactersAreNamed() {
    assertThat(html("a\u202e\u0000b")).contains(">U+202E<", ">NUL<");
  }

  @Test
  void ofAVeryLongLineTheBeginningIsShownAndHowMuchMoreThereIs() {
    assertThat(html("x".repeat(10_000)))
        .startsWith("x".repeat(4000) + "<span")
        .contains("6,000 more characters");
  }

  @Test
  void whateverItHoldsTheMarkupIsSpansOfOurs() {
    var random = new Random(1);
    var letters = "\u001b\u009b]P[;:m0123456789Kab<>\"'&\r\n\b\t\u0007\u202e\\?( ".toCharArray();
    for (var round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (var i = 0; i < 60; i++) {
        text.append(letters[random.nextInt(letters.length)]);
      }
      assertThat(
              html(text.toString())
                  .replaceAll("</?span( class=\"[a-z0-9 -]+\")?( title=\"[A-Z() -]*\")?>", ""))
          .doesNotContain("<", ">", "\u001b", "\u202e", "\u009b");
    }
  }
}
