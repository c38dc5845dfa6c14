package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaDriftTest {
  @TempDir Path directory;

  /// `scripts/generate` runs this test with a target, and so writes what it otherwise compares.
  @Test
  void the_committed_schema_classes_are_those_of_the_migrations() throws Exception {
    var target = System.getProperty("queuectl.generate");
    var generated = target == null ? directory.resolve("generated") : Path.of(target);
    SchemaGenerator.generate(directory.resolve("queue.db"), generated);
    StatementGenerator.generate(generated);
    assertThat(SchemaGenerator.read(Path.of("lib"))).isEqualTo(SchemaGenerator.read(generated));
  }
}
