package dev.queuectl.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/// Generates jOOQ's classes from a freshly migrated database.
final class SchemaGenerator {
  static final String PACKAGE = "dev.queuectl.store.schema";

  private SchemaGenerator() {}

  static void generate(Path database, Path target) throws Exception {
    try (var migrated = dev.queuectl.store.sqlite.Database.open(database, Patience.DEFAULT)) {
      Schema.prepare(migrated);
    }
    GenerationTool.generate(
        new Configuration()
            .withLogging(Logging.ERROR)
            .withJdbc(new Jdbc().withDriver("org.sqlite.JDBC").withUrl("jdbc:sqlite:" + database))
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.sqlite.SQLiteDatabase")
                            .withExcludes("sqlite_.*")
                            // SQLite numbers rows only in a column declared INTEGER.
                            .withForcedTypes(
                                new ForcedType()
                                    .withName("BIGINT")
                                    .withIncludeExpression(
                                        "jobs\\.seq|environments\\.id|inputs\\.id")))
                    .withGenerate(
                        new Generate()
                            .withRecords(false)
                            .withGlobalObjectReferences(true)
                            .withJavadoc(false)
                            .withComments(false)
                            .withIndexes(false)
                            .withKeys(false)
                            .withGeneratedAnnotation(false))
                    .withTarget(
                        new Target().withPackageName(PACKAGE).withDirectory(target.toString()))));
  }

  /// The generated files below a source folder, by their path there.
  static Map<String, String> read(Path sources) throws IOException {
    var root = sources.resolve(PACKAGE.replace('.', '/'));
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(root)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(p -> files.put(root.relativize(p).toString(), text(p)));
    }
    return files;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
