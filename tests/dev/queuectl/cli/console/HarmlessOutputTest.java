package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output that is no text, or tells a terminal what to do.
class HarmlessOutputTest {
  private static final byte[] HOSTILE = {
    'a',
    0,
    (byte) 0xff,
    (byte) 0xc3,
    '(',
    0x1b,
    ']',
    '0',
    ';',
    'x',
    7,
    (byte) 0xc2,
    (byte) 0x9b,
    '2',
    'J',
    '\r',
    'z',
    '\n'
  };
  private static final String SHOWN = "a\\x00\ufffd\ufffd(\\x9b2J\rz\n";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void print() throws Exception {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
    var job = cli.finish(new Outcome.Succeeded(), "x", "");
    Files.write(cli.logs().output(job.seq(), 1).stdout(), HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--stdout", "-f"})
  void is_harmless_on_a_terminal(String how) {
    assertThat(cli.terminal().run("logs", "a", how).out()).isEqualTo(SHOWN);
  }

  @Test
  void is_harmless_in_the_sections_of_a_terminal_and_in_json() {
    assertThat(cli.terminal().run("logs", "a").out()).contains(SHOWN);
    assertThat(cli.run("logs", "a", "--json").out())
        .contains("a\\u0000\ufffd\ufffd(\\u001B]0;x\\u0007\\u009b2J\\rz\\n")
        .doesNotContain("\u001b", "\u009b", "\0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--stdout", "-f"})
  void is_byte_for_byte_elsewhere_and_when_raw(String how) {
    var bytes = new ByteArrayOutputStream();
    cli.out = bytes;
    cli.run("logs", "a", how);
    assertThat(bytes.toByteArray()).isEqualTo(HOSTILE);
    cli.terminal().run("logs", "a", how, "--raw");
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(HOSTILE, StandardCharsets.ISO_8859_1));
  }
}
