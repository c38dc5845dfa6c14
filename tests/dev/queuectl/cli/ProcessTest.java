package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process: what a call of [Main#run] cannot show.
class ProcessTest {
  @TempDir Path directory;

  /// @param shell what to do with the program, which is called `q` there
  private String run(String shell) throws IOException, InterruptedException {
    return new Shell(directory.resolve("queue.db")).run(shell);
  }

  @Test
  void refuses_arguments_that_are_no_utf8() throws Exception {
    assertThat(run("q enqueue $'echo \\xe4'; echo $?"))
        .isEqualTo(
            "queuectl: argument 2 is not valid UTF-8, at byte 6. QueueCTL only accepts text "
                + "and names in UTF-8; for other names there is printf '%s\\0' NAME | queuectl "
                + "enqueue -0 -- PROGRAM {}\n2\n");
  }

  @Test
  void says_once_that_a_long_list_cannot_be_written() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    var fill = "seq 2000 | sed 's/^/echo /' | q enqueue >/dev/null; ";
    for (var list : List.of("list --json", "list --jsonl", "list --all", "export")) {
      assertThat(run(fill + "q " + list + " 2>&1 >/dev/full; echo $?"))
          .isEqualTo("queuectl: the output cannot be written: No space left on device.\n1\n");
      fill = "";
    }
  }

  @Test
  void ends_silently_when_its_reader_has_gone() throws Exception {
    assertThat(
            run(
                "seq 20000 | sed 's/^/echo /' | q enqueue | head -1 | wc -l; q list --all | head -1; echo ${PIPESTATUS[0]}"))
        .matches("1\nID .*COMMAND\n141\n");
  }

  @Test
  void cancels_a_run_at_ctrl_c() throws Exception {
    assertThat(
            run(
                """
                set -m; q run 'touch "%1$s/began"; sleep 60' --id a &
                until [ -e '%1$s/began' ]; do sleep 0.05; done
                kill -INT %%1; wait %%1; echo $?; q show a | grep ^state
                """
                    .formatted(directory)))
        .contains("queuectl: the job was cancelled.\n")
        .endsWith("\n130\nstate: cancelled\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fills_as_many_slots_as_its_limit_of_open_files_carries() throws Exception {
    var printed =
        run(
            "q config set poll_interval 1h --quiet; seq 60 | sed 's/.*/sleep 0.1/' | q enqueue --quiet;"
                + " (ulimit -n 160; q worker start --count 200 --drain); q list --all --json");
    assertThat(printed.lines().filter(line -> line.contains("of 200 slots")))
        .singleElement()
        .asString()
        .matches("This process may have 160 files open, enough for [1-9][0-9]? of 200 slots; .*");
    assertThat(printed).contains(" stopped: 60 completed.").doesNotContain("[main]");
    assertThat(printed.lines().filter(line -> line.contains("\"attempts\": 1,"))).hasSize(60);
    assertThat(printed.lines().filter(line -> line.contains("\"interruptions\": 0,"))).hasSize(60);
  }

  @Test
  void cancels_a_run_whose_reader_has_gone() throws Exception {
    assertThat(run("q run yes --id a | head -1; echo ${PIPESTATUS[0]}; q show a | grep state"))
        .isEqualTo("y\n141\nstate: cancelled\n");
  }
}
