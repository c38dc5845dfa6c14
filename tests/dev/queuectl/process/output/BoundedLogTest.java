package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  @TempDir Path directory;

  @Test
  void keeps_the_newest_lines_while_its_writer_goes_on() throws Exception {
    var file = directory.resolve("w1.log");
    var log = new BoundedLog(file, 1000);
    try (var writer = new FileOutputStream(file.toFile(), true)) {
      for (var i = 0; i < 500; i++) {
        writer.write("line %d\n".formatted(i).getBytes(StandardCharsets.UTF_8));
        log.cut();
        assertThat(Files.size(file)).isLessThanOrEqualTo(1000);
      }
    }
    var lines = Files.readAllLines(file);
    assertThat(lines.getFirst()).matches("\\([\\d,]+ bytes of older lines were dropped\\)");
    assertThat(lines.getLast()).isEqualTo("line 499");
    assertThat(lines.get(lines.size() - 2)).isEqualTo("line 498");
    assertThat(lines.get(1)).matches("line \\d+");
  }

  @Test
  void leaves_a_short_one_alone() throws Exception {
    var file = Files.writeString(directory.resolve("w1.log"), "x".repeat(1000));
    new BoundedLog(file, 1000).cut();
    assertThat(file).hasContent("x".repeat(1000));
  }
}
