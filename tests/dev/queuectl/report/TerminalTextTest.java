package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output on its way to a terminal: it looks as the job wants it, and does nothing else.
class TerminalTextTest {
  private static final String ESC = "\u001b";

  private static String shown(String text) {
    var terminal = new TerminalText(true, true);
    return terminal.pass(text) + terminal.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31mred\u001b[0m",
        "\u001b[1;4;38;5;208morange\u001b[0m",
        "\u001b[38;2;10;20;30m\u001b[48:2::1:2:3m\u001b[4:3mtrue\u001b[0m",
        "10%\r50%\r\u001b[Kdone\n",
        "abc\b\b \b\tz\n",
        "\u001b[1G\u001b[2K\u001b[12Cspinner\u001b[3D|",
        "r\u00e9 \u65e5\u672c \ud83d\ude80 plain"
      })
  void coloursAndWhatStaysOnTheLinePass(String text) {
    assertThat(shown(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b]0;title\u0007",
        "\u001b]2;title\u001b\\",
        "\u001b]52;c;cm0gLXJm\u0007",
        "\u001b]8;;http://x\u001b\\",
        "\u001b]9;4;1;50\u009c",
        "\u001bPqsixel\u0007#\u001b\\",
        "\u001b_Gkitty\u001b\\",
        "\u001b^private\u001b\\",
        "\u001bXstring\u001b\\",
        "\u001b[2J",
        "\u001b[H",
        "\u001b[9;9f",
        "\u001b[3A",
        "\u001b[3B",
        "\u001b[E",
        "\u001b[F",
        "\u001b[d",
        "\u001b[S",
        "\u001b[6n",
        "\u001b[c",
        "\u001b[>q",
        "\u001b[21t",
        "\u001b[?1049h",
        "\u001b[?25l",
        "\u001b[?2004h",
        "\u001b[>4;2m",
        "\u001b[?4m",
        "\u001b[?K",
        "\u001b[1 q",
        "\u001b[!p",
        "\u001b[12345C",
        "\u001b[1;2r",
        "\u001b[s",
        "\u001b[u",
        "\u001b7",
        "\u001b8",
        "\u001bc",
        "\u001bM",
        "\u001bD",
        "\u001bE",
        "\u001b=",
        "\u001b(B",
        "\u001b(0",
        "\u001b#8",
        "\u001b%G",
        "\u000f",
        "\u000e"
      })
  void everyOtherSequenceIsLeftOutWhole(String sequence) {
    assertThat(shown("a" + sequence + "b")).isEqualTo("ab");
  }

  @Test
  void otherControlAndDirectionCharactersAreShown() {
    assertThat(shown("a\0\u0007\u000b\u007f\u009b2J\u009d\u202e\u2066b"))
        .isEqualTo("a\\x00\\x07\\x0b\\x7f\\x9b2J\\x9d\\u202e\\u2066b");
  }

  @Test
  void whatIsNoWholeSequenceIsShownAndTakesNothingWithIt() {
    assertThat(shown("a" + ESC)).isEqualTo("a\\x1b");
    assertThat(shown("a" + ESC + "[3")).isEqualTo("a\\x1b[3");
    assertThat(shown(ESC + "[3\n1m")).isEqualTo("\\x1b[3\n1m");
    assertThat(shown(ESC + "[3\u00e91m")).isEqualTo("\\x1b[3\u00e91m");
    assertThat(shown(ESC + "]0;never\nnext")).isEqualTo("\\x1b]0;never\nnext");
    assertThat(shown(ESC + "]0;never\rnext")).isEqualTo("\\x1b]0;never\rnext");
    assertThat(shown(ESC + "]0;ne" + ESC)).isEqualTo("\\x1b]0;ne\\x1b");
    assertThat(shown(ESC + "]0;ne" + ESC + "[1mx")).isEqualTo("\\x1b]0;ne\u001b[1mx\u001b[0m");
    assertThat(shown(ESC + "[" + ESC + "[1mx")).isEqualTo("\\x1b[\u001b[1mx\u001b[0m");
    var long1 = "1;".repeat(5000);
    assertThat(shown(ESC + "[" + long1 + "mx")).isEqualTo("\\x1b[" + long1 + "mx");
    assertThat(shown(ESC + "]0;" + long1 + "x")).isEqualTo("\\x1b]0;" + long1 + "x");
  }

  @Test
  void aSequenceMayComeInPieces() {
    var text = ESC + "[1;31mred" + ESC + "]0;t" + ESC + "\\" + ESC + "[Kx" + ESC + "[0m\n";
    for (var cut = 0; cut < text.length(); cut++) {
      var terminal = new TerminalText(true, true);
      var all = terminal.pass(text.substring(0, cut)) + terminal.pass(text.substring(cut));
      assertThat(all + terminal.end()).isEqualTo(ESC + "[1;31mred" + ESC + "[Kx" + ESC + "[0m\n");
    }
  }

  @Test
  void betweenTwoPiecesNothingIsColouredAndTheNextGoesOnAsTheLastWas() {
    var terminal = new TerminalText(true, true);
    assertThat(terminal.pass(ESC + "[1m" + ESC + "[32ma")).isEqualTo(ESC + "[1m" + ESC + "[32ma");
    assertThat(terminal.rest()).isEqualTo(ESC + "[0m");
    assertThat(terminal.rest()).isEmpty();
    assertThat(terminal.pass(ESC + "[31m")).isEmpty();
    assertThat(terminal.pass("b")).isEqualTo(ESC + "[1m" + ESC + "[32m" + ESC + "[31mb");
    assertThat(terminal.pass(ESC + "[mc")).isEqualTo(ESC + "[0mc");
    assertThat(terminal.rest() + terminal.pass("d") + terminal.end()).isEqualTo("d");
  }

  @Test
  void theEndTakesTheColoursBack() {
    var terminal = new TerminalText(true, true);
    assertThat(terminal.pass(ESC + "[7mx" + ESC + "[")).isEqualTo(ESC + "[7mx");
    assertThat(terminal.end()).isEqualTo(ESC + "[0m\\x1b[");
    assertThat(terminal.pass("the next attempt")).isEqualTo("the next attempt");
  }

  @Test
  void aJobThatNeverTakesColoursBackMakesThePiecesNoLonger() {
    var terminal = new TerminalText(true, true);
    for (var i = 0; i < 10_000; i++) {
      terminal.pass(ESC + "[3" + i % 8 + "m" + ESC + "[38;5;" + i + "mx");
    }
    terminal.rest();
    assertThat(terminal.pass("y").length()).isLessThan(1000);
    assertThat(terminal.pass(ESC + "[0;1mz")).isEqualTo(ESC + "[0;1mz");
    assertThat(terminal.rest() + terminal.pass("y")).isEqualTo(ESC + "[0m" + ESC + "[0;1my");
  }

  @Test
  void whereNoneAreWantedThereAreNoColoursAndNoMoves() {
    var text = ESC + "[31mred" + ESC + "[0m\r" + ESC + "[Kx";
    var colourless = new TerminalText(false, true);
    assertThat(colourless.pass(text) + colourless.end()).isEqualTo("red\r" + ESC + "[Kx");
    assertThat(TerminalText.plain(text)).isEqualTo("red\rx");
  }

  @Test
  void itIsKnownWhetherTheLineIsOpen() {
    var terminal = new TerminalText(true, true);
    assertThat(terminal.isLineOpen()).isFalse();
    terminal.pass("50%\r");
    assertThat(terminal.isLineOpen()).isTrue();
    terminal.pass("done\n" + ESC + "[0m" + ESC + "]0;t\u0007");
    assertThat(terminal.isLineOpen()).isFalse();
  }

  @Test
  void whateverItHoldsOnlyHarmlessSequencesPass() {
    var random = new Random(1);
    var letters = "\u001b\u009b]P[;:m0123456789KGCDaAHJ?>\r\n\b\t\u0007\u202e\\( ".toCharArray();
    for (var round = 0; round < 5_000; round++) {
      var terminal = new TerminalText(true, true);
      var printed = new StringBuilder();
      for (var piece = 0; piece < 6; piece++) {
        var text = new StringBuilder();
        for (var i = random.nextInt(20); i > 0; i--) {
          text.append(letters[random.nextInt(letters.length)]);
        }
        printed.append(terminal.pass(text)).append(terminal.rest());
      }
      printed.append(terminal.end());
      assertThat(printed.toString().replaceAll("\u001b\\[([0-9:;]*m|[0-9]*[KGCD])", ""))
          .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
    }
  }
}
