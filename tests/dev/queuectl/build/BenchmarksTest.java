package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Java compiles a benchmark only when somebody runs it, so a class that moves leaves it behind.
class BenchmarksTest {
  private static final Pattern IMPORT =
      Pattern.compile("^import (dev(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*)", Pattern.MULTILINE);

  private static List<String> imported() throws IOException {
    var imported = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(Path.of("bench"), "*.java")) {
      for (var file : files) {
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1).replace('.', '/') + ".java")
            .forEach(imported::add);
      }
    }
    return imported;
  }

  @Test
  void what_they_import_is_there() throws IOException {
    assertThat(imported())
        .hasSizeGreaterThan(10)
        .allMatch(
            name -> Stream.of("lib", "web").anyMatch(top -> Files.exists(Path.of(top, name))));
  }
}
