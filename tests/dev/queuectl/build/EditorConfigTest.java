package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every text file is as `.editorconfig` says, whatever it was edited with.
class EditorConfigTest {
  private static final List<String> ROOTS =
      List.of("lib", "web", "tests", "bench", "scripts", "docs", "examples", ".ci");

  private static List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    try (var top = Files.list(Path.of(""))) {
      top.filter(Files::isRegularFile).forEach(files::add);
    }
    for (var root : ROOTS) {
      try (var walk = Files.walk(Path.of(root))) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    return files;
  }

  @Test
  void everyTextFileIsAsEditorsAreTold() throws IOException {
    assertThat(files())
        .filteredOn(file -> !isBinary(file))
        .allSatisfy(
            file -> {
              var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
              var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
              assertThat(text).endsWith("\n").doesNotContain("\r", "\t");
              assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
            });
  }

  private static boolean isBinary(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
