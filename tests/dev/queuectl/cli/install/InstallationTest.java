package dev.queuectl.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import dev.queuectl.cli.install.Installation.Installed;
import dev.queuectl.cli.install.Installation.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstallationTest {
  private static final String PROGRAM =
      """
      #!/bin/sh
      cd "$(dirname "$(readlink -f "$0")")"
      case $1 in
        version) echo "queuectl $(cat queuectl.jar)" ;;
        *) echo "$* of $(cat queuectl.jar)" ;;
      esac
      """;

  @TempDir Path root;
  private InstallPlaces places;

  @BeforeEach
  void place() throws IOException {
    places = InstallPlaces.system(root);
    Files.createDirectories(places.versions());
    Files.writeString(places.versions().resolve("queue.db"), "jobs");
  }

  /// A program that says which it is.
  private static void write(Path folder, String jar) throws IOException {
    Files.writeString(folder.resolve(ProgramFiles.JAR), jar);
    var launcher = Files.writeString(folder.resolve("queuectl"), PROGRAM);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Installed install(String version) throws IOException {
    return install(version, version, _ -> {});
  }

  private Installed install(String version, String jar, Consumer<Step> before) throws IOException {
    return new Installation(places, folder -> write(folder, jar), before).install(version);
  }

  private String command() throws IOException {
    return new InstalledProgram(places.link()).print("version").strip();
  }

  private Set<String> versions() throws IOException {
    try (var all = Files.list(places.versions())) {
      return all.map(it -> it.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void putsTheProgramItsPageAndItsCompletionsInPlace() throws IOException {
    var done = install("1.0");
    assertThat(done.already()).isFalse();
    assertThat(done.folder()).isEqualTo(places.versions().resolve("1.0"));
    assertThat(command()).isEqualTo("queuectl 1.0");
    assertThat(places.manual()).hasContent("help --man of 1.0");
    assertThat(root.resolve("share/zsh/site-functions/_queuectl"))
        .hasContent("completion zsh of 1.0");
    assertThat(done.written()).hasSize(4);
    assertThat(versions()).containsExactly("1.0", "queue.db");
  }

  @Test
  void theSameAgainChangesNothing() throws IOException {
    install("1.0");
    assertThat(install("1.0").already()).isTrue();
    assertThat(command()).isEqualTo("queuectl 1.0");
    assertThat(versions()).containsExactly("1.0", "queue.db");
  }

  @Test
  void otherBytesOfTheSameVersionStandBesideIt() throws IOException {
    install("1.0");
    var done = install("1.0", "1.0 mended", _ -> {});
    assertThat(done.folder().getFileName().toString()).matches("1\\.0-[0-9a-f]{8}");
    assertThat(command()).isEqualTo("queuectl 1.0 mended");
  }

  @Test
  void keepsTheVersionBeforeAndNoOlderOnes() throws IOException {
    for (var version : new String[] {"1.0", "1.1", "1.2"}) {
      install(version);
    }
    assertThat(versions()).containsExactly("1.1", "1.2", "queue.db");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsInterruptedHasTheOldOneOrTheNewOneAndCanBeginAgain(Step step) throws IOException {
    install("1.0");
    assertThatThrownBy(
            () ->
                install(
                    "1.1",
                    "1.1",
                    it -> {
                      if (it == step) {
                        throw new UncheckedIOException(new IOException("no space left"));
                      }
                    }))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(command()).isIn("queuectl 1.0", "queuectl 1.1");
    install("1.1");
    assertThat(command()).isEqualTo("queuectl 1.1");
    assertThat(places.manual()).hasContent("help --man of 1.1");
    assertThat(versions()).containsExactly("1.0", "1.1", "queue.db");
  }

  /// Such as a kill -9 leaves.
  @Test
  void whatDeadInstallersLeftIsRemoved() throws IOException {
    Files.createDirectories(places.versions().resolve(".new-999999999/java"));
    Files.createDirectories(places.versions().resolve(".old-0.9"));
    Files.createDirectories(places.versions().resolve("1.0/scripts")); // never finished
    install("1.0");
    assertThat(versions()).containsExactly("1.0", "queue.db");
    assertThat(command()).isEqualTo("queuectl 1.0");
  }

  @Test
  void aCommandOfSomebodyElseIsLeftAloneAndNothingIsDone() throws IOException {
    Files.createDirectories(places.link().getParent());
    Files.writeString(places.link(), "theirs");
    assertThatThrownBy(() -> install("1.0"))
        .isInstanceOf(QueueException.WrongState.class)
        .hasMessageContaining("nothing was changed");
    assertThat(places.link()).hasContent("theirs");
    assertThat(versions()).containsExactly("queue.db");
  }

  @Test
  void aProgramThatDoesNotRunIsNotInstalled() throws IOException {
    install("1.0");
    Installation.Parts broken =
        folder -> {
          write(folder, "1.1");
          Files.writeString(folder.resolve("queuectl"), "#!/bin/sh\nexit 3\n");
        };
    assertThatThrownBy(() -> new Installation(places, broken, _ -> {}).install("1.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3");
    assertThat(command()).isEqualTo("queuectl 1.0");
    assertThat(versions()).containsExactly("1.0", "queue.db");
  }

  @Test
  void pagesOfSomebodyElseStayWhenItComesAndWhenItGoes() throws IOException {
    Files.createDirectories(places.manual().getParent());
    Files.writeString(places.manual(), "theirs");
    assertThat(install("1.0").kept()).containsExactly(places.manual());
    assertThat(install("1.1").kept()).containsExactly(places.manual());
    new Uninstallation(places).uninstall();
    assertThat(places.manual()).hasContent("theirs");
  }

  @Test
  void goesAwayWithAllThatItBroughtAndNothingElse() throws IOException {
    install("1.0");
    install("1.1");
    var removed = new Uninstallation(places).uninstall();
    assertThat(removed).contains(places.link(), places.manual(), places.versions().resolve("1.1"));
    assertThat(versions()).containsExactly("queue.db");
    assertThat(places.link()).doesNotExist();
    assertThat(root.resolve("share/zsh/site-functions")).isEmptyDirectory();
    assertThat(new Uninstallation(places).uninstall()).isEmpty();
  }
}
