package dev.queuectl.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLineTest {
  @TempDir Path directory;

  private String lastLine(String text) throws IOException {
    return LastLine.of(Files.writeString(directory.resolve("err"), text));
  }

  @Test
  void is_the_last_that_says_anything() throws IOException {
    assertThat(lastLine("one\ntwo\n\n  \n")).isEqualTo("two");
    assertThat(lastLine("one\ntwo")).isEqualTo("two");
    assertThat(lastLine("\n\n")).isEmpty();
    assertThat(lastLine("")).isEmpty();
  }

  @Test
  void is_empty_where_there_is_no_file() throws IOException {
    assertThat(LastLine.of(directory.resolve("none"))).isEmpty();
  }

  @Test
  void is_found_at_the_end_of_much_output() throws IOException {
    assertThat(lastLine("noise\n".repeat(100_000) + "the end\n")).isEqualTo("the end");
    assertThat(lastLine("x".repeat(100_000))).hasSize(4096);
  }
}
