package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputReaderTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private OutputReader reader;

  @BeforeEach
  void open() {
    reader = new OutputReader(directory.resolve("1.1.out"));
  }

  @Test
  void aMissingFileIsEmptyOutput() throws Exception {
    assertThat(reader.copy(0, read)).isZero();
    assertThat(reader.tailOffset(5)).isZero();
    assertThat(read.size()).isZero();
  }

  @Test
  void bytesAreCopiedAsTheyAre() throws Exception {
    var bytes = new byte[200_000];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(reader.file(), bytes);

    assertThat(reader.copy(0, read)).isEqualTo(bytes.length);
    assertThat(read.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void followingCopiesWhatIsNew() throws Exception {
    Files.writeString(reader.file(), "one");
    var at = reader.copy(0, read);
    Files.writeString(reader.file(), "two", StandardOpenOption.APPEND);
    at = reader.copy(at, read);
    at = reader.copy(at, read);

    assertThat(at).isEqualTo(6);
    assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("onetwo");
  }

  @Test
  void aFileCutMeanwhileHasNothingNew() throws Exception {
    Files.writeString(reader.file(), "short");

    assertThat(reader.copy(1000, read)).isEqualTo(1000);
    assertThat(read.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0,''", "1,c", "2,b|c", "3,a|b|c", "9,a|b|c"})
  void theLastLinesAreFoundFromTheEnd(int lines, String expected) throws Exception {
    for (var end : new String[] {"", "\n"}) {
      read.reset();
      Files.writeString(reader.file(), "a\nb\nc" + end);
      reader.copy(reader.tailOffset(lines), read);
      assertThat(read.toString(StandardCharsets.UTF_8))
          .isEqualTo(expected.isEmpty() ? "" : expected.replace('|', '\n') + end);
    }
  }

  @Test
  void longLinesReachOverBlocks() throws Exception {
    var last = "y".repeat(150_000) + "\n" + "z".repeat(150_000) + "\n";
    Files.writeString(reader.file(), "x".repeat(150_000) + "\n" + last);
    reader.copy(reader.tailOffset(2), read);

    assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(last);
  }
}
