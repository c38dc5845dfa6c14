package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDrawingTest {
  private static final int BLOCK_BEGIN = 0x2500;
  private static final int BLOCK_END = 0x2580;
  private static final String EVERY_BOX =
      new String(IntStream.range(BLOCK_BEGIN, BLOCK_END).toArray(), 0, BLOCK_END - BLOCK_BEGIN);

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /// What one frame of JLine's makes the terminal show, without what moves and colours.
  private String shown(String type, String line) throws IOException {
    var size = Size.of(200, 5);
    try (var terminal = new DrawnOn(type, new LineDrawing(sent))) {
      terminal.setSize(size);
      var display = new Display(terminal, true);
      display.resize(size);
      display.update(List.of(AttributedString.fromAnsi(line)), -1);
      terminal.flush();
    }
    return sent.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001b(\\[[^@-~]*[@-~]|.)", "")
        .strip();
  }

  /// With colours of its own and without, as terminals are drawn on in two ways.
  private static Stream<String> types() {
    return Stream.of("xterm-256color", "screen-256color", "xterm", "vt100", "ansi");
  }

  @ParameterizedTest
  @MethodSource("types")
  void boxes_are_shown_as_they_are(String type) throws IOException {
    assertThat(shown(type, "a─b│" + EVERY_BOX + "jklmnqtuvwx"))
        .isEqualTo("a─b│" + EVERY_BOX + "jklmnqtuvwx");
  }

  @ParameterizedTest
  @MethodSource("types")
  void colours_change_within_a_drawing(String type) throws IOException {
    assertThat(shown(type, "─\u001b[31m│\u001b[1;32mqx┼\u001b[0m─x")).isEqualTo("─│qx┼─x");
    assertThat(sent.toString(StandardCharsets.UTF_8)).doesNotContain("\u000e", "\u000f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "qx", "ä日😀", "-|+"})
  void other_text_is_left_alone(String text) throws IOException {
    assertThat(shown("xterm-256color", text)).isEqualTo(text);
  }

  @Test
  void a_drawing_may_come_in_pieces() throws IOException {
    try (var out = new LineDrawing(sent)) {
      for (var octet : "q\u000eq\u001b[1;31mqx\u000fq".getBytes(StandardCharsets.UTF_8)) {
        out.write(new byte[] {octet});
        out.flush();
      }
    }
    assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("q─\u001b[1;31m─│q");
  }

  /// As [OwnTerminal], but to look at.
  private static final class DrawnOn extends LineDisciplineTerminal {
    DrawnOn(String type, OutputStream out) throws IOException {
      super("test", type, out, StandardCharsets.UTF_8);
    }

    @Override
    public String getStringCapability(Capability capability) {
      return LineDrawing.capability(capability, super.getStringCapability(capability));
    }
  }
}
