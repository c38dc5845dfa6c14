package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents quote is in the sources. Lines move and names change: then the document
/// changes with them, in the same commit.
class DocsQuoteCodeTest {
  private static final Path DOCS = Path.of("docs");
  private static Sources sources;

  @BeforeAll
  static void read() throws IOException {
    sources = Sources.read();
  }

  static Stream<Path> documents() throws IOException {
    try (var docs = Files.list(DOCS)) {
      return Stream.concat(
          Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
          docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
    }
  }

  private static Quotations check(Path document) {
    var folder = document.startsWith(DOCS) ? DOCS : Path.of("");
    return Quotations.check(folder, Sources.text(document), sources);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksNamesAndQuotedLinesAreInTheSources(Path document) {
    assertThat(check(document).wrong()).isEmpty();
  }

  @Test
  void theDecisionsQuoteTheLinesTheyRestOn() {
    assertThat(check(DOCS.resolve("decisions.md")).blocks()).isGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is in [nowhere](../lib/Nowhere.java).",
        "It is in `lib/dev/nowhere/`.",
        "It is in `scripts/{sources,nothing}`.",
        "    lib/dev/nowhere/    is no folder",
        "See `Nowhere.java`.",
        "See `NoSuchType`.",
        "See `NoSuchType.member`.",
        "`Transition.before` decides.",
        "`BEFORE` in [Transition.java](../lib/dev/queuectl/Transition.java) decides.",
        "Say `just nothing`.",
        "`Transition.of` says\n\n    return switch (input) {",
        "`Transition.of` says\n\n    return afterFailure(...);\n    return switch (outcome) {"
      })
  void whatIsNotSoIsFound(String markdown) {
    assertThat(Quotations.check(DOCS, markdown, sources).wrong()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is in [the repository](../lib/dev/queuectl/Transition.java#of) or https://x.org/a.",
        "It is in `lib/dev/queuectl/`, and `scripts/{sources,generate}` know.",
        "See `Transition`, `Transition.Bury`, `Transition.of(job, outcome)` and `PATH`.",
        "`of` in [Transition.java](../lib/dev/queuectl/Transition.java) decides.",
        "`just test -Dtest=LayersTest` runs it.",
        "`Transition.of` says\n\n"
            + "    return switch ( outcome ) {\n"
            + "    ...\n"
            + "    case ... -> new Cancel();",
        "The shell says\n\n    return switch (input) {"
      })
  void whatIsSoIsNot(String markdown) {
    assertThat(Quotations.check(DOCS, markdown, sources).wrong()).isEmpty();
  }
}
