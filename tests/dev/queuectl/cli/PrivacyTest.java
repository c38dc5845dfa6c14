package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.shell.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody but the owner may see, whatever the umask; and what not even the owner sees unasked.
@DisabledOnOs(OS.WINDOWS)
class PrivacyTest {
  @TempDir Path directory;
  private Path home;
  private Shell shell;

  @BeforeEach
  void open() {
    home = directory.resolve("private");
    shell = new Shell(home.resolve("queue.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "077"})
  void files_and_directories_are_private(String umask) throws Exception {
    assertThat(
            shell.run(
                """
                umask %1$s
                q enqueue --id a 'echo out; echo err >&2; umask; ls /proc/self/fd | wc -l' >/dev/null
                q worker start --detach >/dev/null; q wait a >/dev/null
                ls '%2$s' | tr '\\n' ' '; echo
                find '%2$s' -type f ! -perm 600; find '%2$s' -type d ! -perm 700
                q worker restart >/dev/null; q worker stop >/dev/null
                q export '%2$s/jobs.jsonl' >/dev/null 2>&1
                q backup '%2$s/copy.db' >/dev/null; cd '%2$s'; (unset QUEUECTL_DB; q init >/dev/null)
                find '%2$s' -type f ! -perm 600; find '%2$s' -type d ! -perm 700
                q logs a --stdout | sed -n 2p
                """
                    .formatted(umask, home)))
        .isEqualTo("logs queue.db queue.db-life queue.db-shm queue.db-wal run \n0" + umask + "\n");
  }

  /// The value is in no script here, since scripts are arguments.
  @Test
  void values_of_a_jobs_environment_are_in_no_argument_and_no_log() throws Exception {
    var jobs = directory.resolve("jobs.json");
    Files.writeString(
        jobs,
        """
        {"id": "a", "env": {"TOKEN": "hush-hush"},\
         "command": "cat /proc/[0-9]*/cmdline 2>&1 | grep -c hus[h]-h; echo ${#TOKEN}"}
        """);
    var printed =
        shell.run(
            """
            export QUEUECTL_LOG=trace
            q enqueue --file '%1$s'
            q worker start --drain
            q list --all --json; q show a; q show a --json; q why a; q status; q logs a
            """
                .formatted(jobs));
    assertThat(printed)
        .contains("env: TOKEN=***", "=== STDOUT ===\n0\n9\n", "claimed job=a")
        .doesNotContain("hush-hush");
    try (var files = Files.walk(home)) {
      assertThat(files.filter(file -> file.toString().matches(".*/(run|logs)/.*")))
          .filteredOn(Files::isRegularFile)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain("hush-hush"));
    }
  }
}
