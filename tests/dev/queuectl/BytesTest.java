package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "4096,4096",
    "64K,65536",
    "64kib,65536",
    "64 MB,67108864",
    "10MiB,10485760",
    "1.5g,1610612736",
    "7 bytes,7",
    "1024T,1125899906842624"
  })
  void readsWhatPeopleWrite(String text, long bytes) {
    assertThat(Bytes.parse("it", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "64X", "M", "1M2", "1025T", "9999999999999999999"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> Bytes.parse("it", text))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageStartingWith("it ");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1000,1000", "1024,1KiB", "10485760,10MiB", "1536,1536"})
  void writesWhatItReadsWithoutLoss(long bytes, String text) {
    assertThat(Bytes.exact(bytes)).isEqualTo(text);
    assertThat(Bytes.parse("it", text)).isEqualTo(bytes);
  }

  @Test
  void tellsAPersonAboutHowMuch() {
    assertThat(Bytes.text(1)).isEqualTo("1 byte");
    assertThat(Bytes.text(812)).isEqualTo("812 bytes");
    assertThat(Bytes.text(1536)).isEqualTo("1.5 KiB");
    assertThat(Bytes.text(64 << 20)).isEqualTo("64 MiB");
  }
}
