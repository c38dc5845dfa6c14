package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputEndTest {
  @TempDir Path directory;

  private String lastLine(String text) throws IOException {
    return OutputEnd.lastLine(Files.writeString(directory.resolve("err"), text));
  }

  @Test
  void the_last_line_is_the_last_that_says_anything() throws IOException {
    assertThat(lastLine("one\ntwo\n\n  \n")).isEqualTo("two");
    assertThat(lastLine("one\ntwo")).isEqualTo("two");
    assertThat(lastLine("\n\n")).isEmpty();
    assertThat(lastLine("")).isEmpty();
  }

  @Test
  void the_last_line_is_empty_where_there_is_no_file() throws IOException {
    assertThat(OutputEnd.lastLine(directory.resolve("none"))).isEmpty();
  }

  @Test
  void the_last_line_is_found_at_the_end_of_much_output() throws IOException {
    assertThat(lastLine("noise\n".repeat(100_000) + "the end\n")).isEqualTo("the end");
    assertThat(lastLine("x".repeat(100_000))).hasSize(4096);
  }

  @Test
  void the_end_begins_with_a_line() throws IOException {
    var file = Files.writeString(directory.resolve("err"), "first\nsecond\nthird\n");
    assertThat(OutputEnd.of(file, 10)).isEqualTo("third\n");
    assertThat(OutputEnd.of(file, 100)).startsWith("first");
    assertThat(OutputEnd.of(directory.resolve("none"), 10)).isEmpty();
  }
}
