package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Exit.End.Signalled;
import dev.queuectl.process.journal.Journals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command has printed survives that it opens its own output anew.
@EnabledOnOs(OS.LINUX)
class ReopenedOutputTest {
  @TempDir Path directory;
  private Launcher launcher;
  private Runs runs;

  @BeforeEach
  void open() {
    assumeThat(SlotShells.arePossible()).isTrue();
    var journals = new Journals(directory.resolve("run/w1.journal"), Journals.JOBS_PER_FILE);
    var shells = new SlotShells(journals, directory.resolve("spools"));
    launcher = new PosixLauncher(journals, new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS));
    runs = new Runs(launcher, directory);
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  private Path script(String name, String text) throws Exception {
    var file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo a; echo b >/dev/stdout; echo c                      # a b c #",
        "echo a; echo b >/dev/fd/1; echo c                        # a b c #",
        "echo a; echo b >/proc/self/fd/1; echo c                  # a b c #",
        "echo a; echo b >/proc/$$/fd/1; echo c                    # a b c #",
        "echo a >&2; echo b >/dev/stderr; echo c >&2              # # a b c",
        "echo a >&2; echo b >/proc/self/fd/2; echo c >&2          # # a b c",
        "echo a; echo b | tee /dev/stderr; echo c                 # a b c # b",
        "echo a; echo b | cat >/dev/stdout; echo c                # a b c #",
        "echo a; echo b >|/dev/stdout; exec >/dev/stdout; echo c  # a b c #",
        "echo a; echo b | dd of=/dev/stdout 2>/dev/null; echo c   # a b c #",
        "echo a; echo b >>/dev/stdout; echo c                     # a b c #",
        "echo a; sh -c 'echo b >/dev/stdout'; echo c              # a b c #",
        "echo a; sleep 0.1; echo b >/dev/stdout                   # a b #",
        "exec 2>&1; echo a; echo b >/dev/stderr; echo c           # a b c #",
      })
  void whatWasPrintedBeforeStays(String row) {
    var cells = row.split("#", -1);
    for (var env : List.of(Map.<String, String>of(), Map.of("IFS", "-"))) {
      var run = runs.start(cells[0].strip(), directory.toString(), env);

      assertThat(run.end()).isEqualTo(new Exited(0));
      assertThat(run.stdout().replace('\n', ' ').strip()).isEqualTo(cells[1].strip());
      assertThat(run.stderr().replace('\n', ' ').strip()).isEqualTo(cells[2].strip());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./job.sh",
        "sh job.sh",
        "sh ./job.sh x",
        "DIRECTORY/job.sh",
        "true && ./job.sh",
        "(./job.sh)",
        ". ./job.sh",
        "PATH=DIRECTORY:$PATH; export PATH; job.sh",
      })
  void theSameInAScriptThatTheCommandNames(String command) throws Exception {
    script("job.sh", "#!/bin/sh\necho a\necho b >/dev/stdout\necho c >&2\necho d >/dev/stderr\n");
    var run = runs.start(command.replace("DIRECTORY", directory.toString()));

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\nb\n");
    assertThat(run.stderr()).isEqualTo("c\nd\n");
  }

  @Test
  void theSameInAScriptThatAScriptNames() throws Exception {
    script("inner.sh", "#!/bin/sh\necho b >/dev/stdout\n");
    script("outer.sh", "#!/bin/sh\necho a\n./inner.sh\necho c\n");
    var run = runs.start("./outer.sh");

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\nb\nc\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F=/dev/stdout    # echo a; echo b > $F; echo c",
        "D=/dev           # echo a; echo b > $D/stdout; echo c",
        "D=DIRECTORY      # echo a; sh $D/job.sh; echo c",
        "D=DIRECTORY      # echo a; sh ${D}/job.sh; echo c",
        "F=/proc/self/fd  # sh named.sh",
      })
  void theSameThroughAVariableOfTheJob(String row) throws Exception {
    script("job.sh", "echo b >/dev/stdout\n");
    script("named.sh", "echo a; echo b > $F/1; echo c\n");
    var cells = row.replace("DIRECTORY", directory.toString()).split("#");
    var variable = cells[0].strip().split("=");
    var run = runs.start(cells[1].strip(), directory.toString(), Map.of(variable[0], variable[1]));

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\nb\nc\n");
  }

  @Test
  void aVariableOfTheWorkersIsKnownByItsName() {
    var name = Reopening.name(Map.of("LOGF", "/dev/stdout", "HOME", "/root", "S", "a b"));

    assertThat(List.of("echo > $LOGF", "make LOG=${LOGF}", "cat > /dev/fd/1", "> /dev/stderr"))
        .allMatch(name.asPredicate());
    assertThat(List.of("echo > $HOME/x", "echo > $LOGFILE", "S LOG", "cat </dev/fd0 >/dev/null"))
        .noneMatch(name.asPredicate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Makefile        # echo a; make -s; echo c",
        "GNUmakefile     # echo a; make -s all; echo c",
        "sub/makefile    # echo a; make -sC sub; echo c",
        "sub/makefile    # echo a; make -s -C sub all; echo c",
        "sub/makefile    # echo a; cd sub && make -s; echo c",
        "rules.mk        # echo a; make -sf rules.mk; echo c",
        "rules           # echo a; make -s --file=rules; echo c",
      })
  void theSameInWhatMakeReads(String row) throws Exception {
    assumeThat(Path.of("/usr/bin/make")).exists();
    var cells = row.split("#");
    Files.createDirectories(directory.resolve("sub"));
    Files.writeString(directory.resolve(cells[0].strip()), "all:\n\techo b >/dev/stdout\n");
    var run = runs.start(cells[1].strip());

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\nb\nc\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Makefile      # make # all: ; $(MAKE) -C sub",
        "Makefile      # sh build.sh # all: ; echo >/dev/stdout",
        "justfile      # just build # build: ; echo >/dev/stdout",
        "../justfile   # just build # build: ; echo >/dev/stdout",
        "package.json  # npm run build # {\"scripts\": {\"build\": \"echo >/dev/stdout\"}}",
      })
  void programsAreKnownByWhatTheyRead(String row) throws Exception {
    var cells = row.split("#");
    var here = Files.createDirectories(directory.resolve("here"));
    Files.createDirectories(here.resolve("sub"));
    Files.writeString(here.resolve("sub/Makefile"), "all: ; echo >/dev/stdout\n");
    Files.writeString(here.resolve("build.sh"), "cd . && make all\n");
    Files.writeString(here.resolve(cells[0].strip()), cells[2].strip());
    var out = directory.resolve("out");

    assertThat(launch(cells[1].strip(), here, out)).matches(Reopening::isLikely);
    assertThat(launch("echo a; ls", here, out)).matches(launch -> !Reopening.isLikely(launch));
  }

  private static Launch launch(String command, Path cwd, Path output) {
    return TestLaunch.into(output, output, "1.1", command, cwd.toString(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo a; echo b >out.log; echo c",
        "echo a; echo b >again; echo c",
        "echo a; echo b >fds/1; echo c",
        "echo a; sh job.sh; echo c",
      })
  void theSameThroughALinkThatWasMadeBefore(String command) throws Exception {
    Files.createSymbolicLink(directory.resolve("out.log"), Path.of("/dev/stdout"));
    Files.createSymbolicLink(directory.resolve("again"), Path.of("out.log"));
    Files.createSymbolicLink(directory.resolve("fds"), Path.of("/proc/self/fd"));
    script("job.sh", "echo b >out.log\n");
    var run = runs.start(command);

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\nb\nc\n");
  }

  @Test
  void aScriptThatWasChangedIsReadAgain() throws Exception {
    script("job.sh", "echo a\n");
    assertThat(runs.end("sh job.sh")).isEqualTo(new Exited(0));
    script("job.sh", "echo a\necho b >/dev/stdout\n");
    var run = runs.start("sh job.sh");
    run.end();

    assertThat(run.stdout()).isEqualTo("a\nb\n");
  }

  @Test
  void longOutputComesThroughWhole() {
    var run = runs.start("seq 300000; echo last >/dev/stdout");

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout().lines().count()).isEqualTo(300_001);
    assertThat(run.stdout()).startsWith("1\n2\n").endsWith("\n300000\nlast\n");
  }

  @Test
  void whatIsPrintedIsSeenWhileItRuns() throws Exception {
    var run = runs.start("echo a >/dev/stdout; until [ -e go ]; do sleep 0.05; done; echo b");
    until("it is there", () -> run.stdout().equals("a\n"));
    Files.createFile(directory.resolve("go"));
    run.end();

    assertThat(run.stdout()).isEqualTo("a\nb\n");
  }

  @Test
  void theCommandEndsThoughABackgroundProcessHoldsItsOutput() throws Exception {
    var run =
        runs.start(
            "echo a >/dev/stdout; setsid sh -c 'until [ -e go ]; do sleep 0.05; done; echo b' &");
    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("a\n");
    assertThat(runs.end("echo next")).isEqualTo(new Exited(0));
    Files.createFile(directory.resolve("go"));

    until("it is there", () -> run.stdout().equals("a\nb\n"));
  }

  @Test
  void theEndIsTheCommands() {
    assertThat(runs.end("echo a >/dev/stdout; exit 7")).isEqualTo(new Exited(7));
    assertThat(runs.end("echo a >/dev/stdout; kill -9 $$")).isEqualTo(new Signalled(9));
    assertThat(runs.end("echo a >/dev/stdout; kill -9 0")).isEqualTo(new Signalled(9));
  }

  @Test
  void whatWasPrintedBeforeAKillIsKept() {
    var run = runs.start("echo a; echo b >/dev/stdout; exec sleep 60");
    until("it runs", () -> run.stdout().equals("a\nb\n"));
    run.process().kill();

    assertThat(run.end()).isEqualTo(new Signalled(9));
    assertThat(run.stdout()).isEqualTo("a\nb\n");
  }

  @Test
  void theCommandHasNoOtherDescriptors() {
    var run =
        runs.start(
            ": /dev/stdout; for i in 0 1 2 3 4 5 6; do [ -e /proc/self/fd/$i ] && echo $i; done");
    run.end();

    assertThat(run.stdout()).isEqualTo("0\n1\n2\n");
  }
}
