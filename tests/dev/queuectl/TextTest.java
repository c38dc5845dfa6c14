package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.report.FailureClause;
import dev.queuectl.report.Utf8Stream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text that must stay what it is.
class TextTest {

  @Test
  void nul_and_lone_surrogates_are_refused_where_they_are() {
    assertThat(Text.checked("it", "aä😀\ufffd\n")).isEqualTo("aä😀\ufffd\n");
    assertThatThrownBy(() -> Text.checked("it", "ab\0"))
        .hasMessageEndingWith("NUL byte, which no command line can hold, at character 3");
    for (var text : new String[] {"a\ud800", "a\udc00b", "a\ud800\ud800\udc00"}) {
      assertThatThrownBy(() -> Text.checked("it", text))
          .isInstanceOf(QueueException.Invalid.class)
          .hasMessageContaining("lone surrogate")
          .hasMessageEndingWith("at character 2, which cannot be stored");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "61e4, 2",
    "80, 1",
    "c0af, 1",
    "c1bf, 1",
    "c2, 1",
    "e0809f, 1",
    "eda080, 1",
    "f08080af, 1",
    "f4908080, 1",
    "f5808080, 1",
    "ff, 1",
    "c3a4e28261, 3",
    "f09f98, 1",
    "0a0a61fe, 4"
  })
  void bytes_that_are_no_utf8_are_found(String hex, int at) {
    var bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8.decoded(bytes, 0, bytes.length)).isEmpty();
    assertThat(Utf8.wrongAt(bytes, 0, bytes.length)).hasValue(at - 1);
    assertThatThrownBy(() -> Utf8.decoded("it", bytes))
        .hasMessage("it is not valid UTF-8, at byte " + at);
    assertThatThrownBy(() -> new Utf8Stream(new ByteArrayInputStream(bytes)).readAllBytes())
        .isInstanceOf(Utf8Stream.Malformed.class);
  }

  @Test
  void a_stream_says_in_which_line() {
    var bytes = "ä\nöa".getBytes(StandardCharsets.UTF_8);
    bytes[5] = (byte) 0xfc;
    assertThatExceptionOfType(Utf8Stream.Malformed.class)
        .isThrownBy(() -> new Utf8Stream(new ByteArrayInputStream(bytes)).readAllBytes())
        .extracting(e -> FailureClause.of(e.refusal()))
        .isEqualTo("line 2: it is not valid UTF-8, at byte 3");
  }

  @Test
  void a_stream_and_the_decoder_agree_on_any_bytes() throws IOException {
    var random = new Random(7);
    for (var i = 0; i < 20_000; i++) {
      var bytes = new byte[1 + random.nextInt(5)];
      random.nextBytes(bytes);
      var isText = Utf8.decoded(bytes, 0, bytes.length).isPresent();
      assertThat(passes(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(isText);
    }
  }

  private static boolean passes(byte[] bytes) throws IOException {
    try {
      return new Utf8Stream(new ByteArrayInputStream(bytes)).readAllBytes().length == bytes.length;
    } catch (Utf8Stream.Malformed e) {
      return false;
    }
  }
}
