package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The launcher as a package installs it: `queuectl`, `queuectl.jar` and `scripts/` in one folder
/// (with a space in its name). Java is pretended by a script that prints its arguments and standard
/// input.
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in *UnpackSqlite.java*|*AOTCacheOutput*) exit 1 ;; esac
      echo "home=${0%/bin/java} pid=$$ locale=$LC_ALL"
      for argument in "$@"; do echo "[$argument]"; done
      cat
      exit 7
      """;

  @TempDir Path temp;
  private Path installed;
  private @Nullable String locale = "de_DE.ISO-8859-1";

  record Ended(int code, long pid, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    installed = Files.createDirectories(temp.resolve("with space/lib"));
    Files.createDirectory(installed.resolve("scripts"));
    for (String file :
        List.of("queuectl", "scripts/prepare", "scripts/find-java", "scripts/train-aot")) {
      Files.copy(Path.of(file), installed.resolve(file));
      assertThat(installed.resolve(file).toFile().setExecutable(true)).isTrue();
    }
    Files.createFile(installed.resolve("queuectl.jar"));
  }

  @Test
  void argumentsInputAndExitCodeBelongToTheCommand() throws Exception {
    var ended = launch(java("25.0.3"), "a line\n", "enqueue", "", "echo 'x  y'");
    assertThat(ended.out).contains("[enqueue]\n[]\n[echo 'x  y']\na line\n");
    assertThat(ended.err).isEmpty();
    assertThat(ended.code).isEqualTo(7);
  }

  @Test
  void becomesTheJavaProcess() throws Exception {
    var ended = launch(java("25"), "", "worker", "start");
    assertThat(ended.out).contains(" pid=" + ended.pid + " ");
  }

  @Test
  void javaRunsInUtf8AndIsToldWhatTheUserHad() throws Exception {
    assertThat(launch(java("25"), "", "list").out)
        .contains(" locale=C.UTF-8\n", "[-Dqueuectl.lc_all==de_DE.ISO-8859-1]\n");
    locale = null;
    assertThat(launch(java("25"), "", "list").out)
        .contains(" locale=C.UTF-8\n", "[-Dqueuectl.lc_all=]\n");
  }

  @Test
  void aFolderThatJavaCannotReadIsNamedInOneSentence() throws Exception {
    var move =
        new ProcessBuilder("bash", "-c", "mv lib $'l\\355b' && cd l?b && exec ./queuectl version");
    move.directory(temp.resolve("with space").toFile()).redirectErrorStream(true);
    var process = move.start();
    assertThat(process.inputReader().readAllAsString())
        .startsWith("queuectl: ")
        .endsWith(" which Java cannot read. Rename it.\n")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void shortCommandsAndWorkersGoWithoutTheOptimizingCompiler() throws Exception {
    Path home = java("25");
    assertThat(launch(home, "", "list").out).contains("TieredStopAtLevel=1");
    assertThat(launch(home, "", "--db", "/a/b", "enqueue", "worker").out).contains("StopAtLevel=1");
    assertThat(launch(home, "", "enqueue", "--file", "jobs").out).doesNotContain("StopAtLevel");
    assertThat(launch(home, "", "--db", "q.db", "worker", "start").out)
        .contains("[-XX:TieredStopAtLevel=1]", "[-Xmx512m]");
    assertThat(launch(home, "").out).doesNotContain("StopAtLevel").contains("[-Xmx512m]");
  }

  @Test
  void followsLinksToItself() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("one"), Path.of("../with space/lib/queuectl"));
    Files.createSymbolicLink(bin.resolve("two"), bin.resolve("one"));
    var ended = run(bin.resolve("two"), java("25"), "", "list");
    assertThat(ended.out).contains("queuectl.jar]\n[dev.queuectl.cli.Main]\n[list]\n");
  }

  @Test
  void noticesThatTheJavaWasReplacedOrVanished() throws Exception {
    Path home = java("25.0.3");
    assertThat(launch(home, "", "list").code).isEqualTo(7);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
    launch(home, "", "list");
    assertThat(installed.resolve("launch")).content().contains("25.0.4");
    Files.delete(home.resolve("bin/java"));
    assertThat(launch(home, "", "list").code).isEqualTo(1);
  }

  @Test
  void noticesThatTheJarWasReplaced() throws Exception {
    Path home = java("25");
    launch(home, "", "list");
    Path notes = installed.resolve("launch");
    Files.setLastModifiedTime(notes, FileTime.from(Instant.EPOCH));
    launch(home, "", "list");
    assertThat(Files.getLastModifiedTime(notes).toInstant()).isAfter(Instant.EPOCH);
  }

  @Test
  void anOlderJavaIsNamedInOneSentence() throws Exception {
    Path home = java("17.0.15");
    var ended = launch(home, "", "list");
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err)
        .startsWith("queuectl: QUEUECTL_JAVA is " + home + ", which is Java 17: ")
        .hasLineCount(1);
  }

  @Test
  void aLockLeftByADeadProcessIsTakenAway() throws Exception {
    Files.createSymbolicLink(installed.resolve("prepare.lock"), Path.of("999999999"));
    assertThat(launch(java("25"), "", "list").code).isEqualTo(7);
    assertThat(installed.resolve("prepare.lock")).doesNotExist();
  }

  /// A source tree whose Maven waits for a file before it builds what it should.
  @InTerminal
  @Test
  void theFirstBuildSaysHowFarItIs() throws Exception {
    Files.delete(installed.resolve("queuectl.jar"));
    Files.createFile(installed.resolve("pom.xml"));
    Files.createDirectories(installed.resolve("target"));
    Path mvn = Files.createDirectories(temp.resolve("maven")).resolve("mvn");
    Files.writeString(
        mvn,
        """
        #!/bin/sh
        echo '[INFO] Downloaded from central: one'
        echo '[INFO] Downloaded from central: two'
        echo '[INFO] --- compiler:3.14.0:compile (default-compile) @ queuectl ---'
        until [ -e go ]; do sleep 0.05; done
        echo built >target/queuectl.jar
        """);
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    try (var tmux = new Tmux(temp, 100, 24)) {
      tmux.env("QUEUECTL_JAVA", java("25").toString());
      tmux.env("PATH", mvn.getParent() + ":" + System.getenv("PATH"));
      tmux.start(List.of("sh", installed.resolve("queuectl").toString(), "list"));
      tmux.until("queuectl: building target/queuectl.jar (first use, which takes a minute or two)");
      tmux.until("queuectl: building, ").until(" s, 2 files fetched, compiling");
      Files.createFile(installed.resolve("go"));
      tmux.until("[list]").keys("C-d"); // the pretended Java prints what it is typed
      assertThat(tmux.exitCode()).isEqualTo(7);
      assertThat(tmux.everything()).doesNotContain("fetched");
    }
  }

  /// The Java of these tests fails whatever it is asked, as a real one does that gets too little.
  @ParameterizedTest
  @CsvSource({
    "ulimit -v 3000000,the limit of addresses (ulimit -v) is 3000000 KiB. Raise it: ulimit -v unlimited",
    "ulimit -n 40,the limit of open files (ulimit -n) is 40. Raise it: ulimit -n 1024"
  })
  void whatKeepsJavaFromStartingIsSaidInOneSentence(String limit, String sentence)
      throws Exception {
    Path home = java("25");
    launch(home, "", "list");
    var ended = run(script(limit), home, "", "list");
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).isEqualTo("queuectl: Java cannot work here: " + sentence + "\n");
  }

  @Test
  void aDeletedWorkingDirectoryIsSaidInOneSentence() throws Exception {
    Path gone = temp.resolve("gone");
    var ended =
        run(
            script("mkdir '%1$s' && cd '%1$s' && rmdir '%1$s'".formatted(gone)),
            java("25"),
            "",
            "list");
    assertThat(ended.code).isEqualTo(1);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err)
        .endsWith(
            "queuectl: the working directory has been deleted; nothing was done. Change to another one: cd\n");
  }

  @ParameterizedTest
  @CsvSource({"version", "help", "help list", "--version", "list --help", "worker start -h"})
  void whatNeedsNoDirectoryIsAnsweredInADeletedOne(String words) throws Exception {
    Path home = java("25");
    launch(home, "", "list");
    Path gone = temp.resolve("gone");
    var ended =
        run(
            script("mkdir '%1$s' && cd '%1$s' && rmdir '%1$s'".formatted(gone)),
            home,
            "",
            words.split(" "));
    assertThat(ended.err).doesNotContain("queuectl:");
    assertThat(ended.out).contains(words.split(" ")[0]);
  }

  /// A program that first does something and then becomes the launcher.
  private Path script(String first) throws IOException {
    Path script = temp.resolve("script");
    Files.writeString(
        script,
        "#!/bin/sh\n%s\nexec '%s' \"$@\"\n".formatted(first, installed.resolve("queuectl")));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private Path java(String version) throws IOException {
    Path home = temp.resolve("java " + version);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Ended launch(Path home, String input, String... arguments) throws Exception {
    return run(installed.resolve("queuectl"), home, input, arguments);
  }

  private Ended run(Path launcher, Path home, String input, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(temp.resolve("in"), input);
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("QUEUECTL_JAVA", home.toString(), "HOME", "/nowhere"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("LC_ALL");
    if (locale != null) {
      builder.environment().put("LC_ALL", locale);
    }
    var process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), process.pid(), Files.readString(out), Files.readString(err));
  }
}
