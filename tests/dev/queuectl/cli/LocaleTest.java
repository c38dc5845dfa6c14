package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.shell.Shell;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names are bytes, whatever the locale says of them: the ones that are UTF-8 are kept everywhere,
/// the others are refused, and no other file is ever used in their place.
class LocaleTest {
  /// Prints where the job runs and what it knows of the locale, in one line.
  private static final String JOB =
      "printf '%s|%s|%s|%s\\n' \"$PWD\" ä \"$X\" \"${LC_ALL-none},${LC_CTYPE-none},${LANG-none}\"";

  @TempDir Path temp;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(temp.toRealPath().resolve("dír/日本"));
    Files.createDirectories(project.resolve(".queuectl"));
  }

  private String run(String locale, String script) throws IOException, InterruptedException {
    var world =
        "unset QUEUECTL_DB LC_ALL LC_CTYPE LANG; export HOME='%s'; export %s 2>/dev/null; cd '%s'; ";
    return new Shell(temp.resolve("q.db"))
        .run(world.formatted(project.getParent(), locale, project) + script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC_ALL=C",
        "LC_CTYPE=POSIX",
        "LANG=xx_XX.UTF-8",
        "LC_ALL=C.UTF-8",
        "LC_ALL=de_DE.ISO-8859-1"
      })
  void a_job_runs_where_and_as_it_was_enqueued(String locale) throws Exception {
    var known =
        switch (locale.substring(0, locale.indexOf('='))) {
          case "LC_ALL" -> locale.substring("LC_ALL=".length()) + ",none,none";
          case "LC_CTYPE" -> "none,POSIX,none";
          default -> "none,none," + locale.substring("LANG=".length());
        };
    var printed =
        run(
            "LOCPATH='" + locales() + "' " + locale,
            "q run --env X=日本 " + ShellWords.quoted(List.of(JOB)) + " || echo $?");
    assertThat(printed).isEqualTo(project + "|ä|日本|" + known + "\n");
    assertThat(project.resolve(".queuectl/queue.db")).isNotEmptyFile();
    try (var others = Files.list(temp)) {
      assertThat(others.map(Path::getFileName)).map(Path::toString).containsOnly("dír", "locales");
    }
  }

  /// With one of this test alone, which means C without the program or its sources.
  private Path locales() throws IOException, InterruptedException {
    var folder = Files.createDirectory(temp.resolve("locales"));
    var make =
        new ProcessBuilder("localedef", "-i", "de_DE", "-f", "ISO-8859-1", "./de_DE.ISO-8859-1");
    try {
      make.directory(folder.toFile()).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      System.out.println("LocaleTest has no localedef, so de_DE.ISO-8859-1 is C here");
    }
    return folder;
  }

  @Test
  void what_is_not_utf8_is_refused_and_nothing_is_made_in_its_place() throws Exception {
    var refusals =
        run(
            "LC_ALL=C",
            """
            cd "$HOME"; mkdir $'l\\355t'; cd $'l\\355t'
            q enqueue true; q init; q --db q.db enqueue true
            QUEUECTL_DB="$PWD/q.db" q enqueue true; HOME=$PWD q enqueue true
            ls -A; ls -A ..
            """);
    var place = project.resolveSibling("l\ufffdt");
    assertThat(refusals)
        .isEqualTo(
            """
            queuectl: the path of the working directory is not valid UTF-8: %1$s. Rename it, or use another one.
            queuectl: the path of the queue is not valid UTF-8: %1$s/.queuectl/queue.db. Rename it, or use another one.
            queuectl: the path of the queue is not valid UTF-8: %1$s/q.db. Rename it, or use another one.
            queuectl: the environment variable QUEUECTL_DB is not valid UTF-8. Set it to something else; QueueCTL only supports names in UTF-8.
            queuectl: the environment variable HOME is not valid UTF-8. Set it to something else; QueueCTL only supports names in UTF-8.
            .local
            l\ufffdt
            日本
            """
                .formatted(place));
  }

  @Test
  void from_a_directory_that_is_not_utf8_the_nearest_queue_is_found() throws Exception {
    assertThat(
            run(
                "LC_ALL=C.UTF-8",
                "mkdir -p $'l\\355t/b'; cd $'l\\355t/b'; q enqueue true --cwd / --id a; q list | tail -1"))
        .startsWith("a\na ")
        .endsWith(" true\n");
    assertThat(project.resolve(".queuectl/queue.db")).isNotEmptyFile();
  }
}
