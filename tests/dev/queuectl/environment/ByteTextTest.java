package dev.queuectl.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "café", "\ufffd", "😀", "a\nb"})
  void text_stays_as_it_is(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(ByteText.decoded(bytes)).isEqualTo(text);
    assertThat(ByteText.encoded(text)).isEqualTo(bytes);
    assertThat(ByteText.isText(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"caf\u00e9", "\u00ff", "\u00e9t\u00e9 \u00c3", "\u00f0\u009f\u0098"})
  void bytes_of_another_encoding_come_back(String latin1) {
    var bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    var text = ByteText.decoded(bytes);
    assertThat(ByteText.isText(text)).isFalse();
    assertThat(ByteText.encoded(text)).isEqualTo(bytes);
  }

  @RepeatedTest(200)
  void any_bytes_come_back(RepetitionInfo run) {
    var random = new java.util.Random(run.getCurrentRepetition());
    var bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    assertThat(ByteText.encoded(ByteText.decoded(bytes))).isEqualTo(bytes);
  }
}
