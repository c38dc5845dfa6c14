package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the other terminal tests rely on.
@InTerminal
class TmuxTest {
  @TempDir Path directory;

  @Test
  void a_program_gets_keys_and_shows_a_screen_of_that_size() throws Exception {
    ProcessHandle program;
    try (var tmux = new Tmux(directory, 80, 24)) {
      tmux.start(List.of("sh", "-c", "stty size; read -r line; echo \"<$line>\"; exit 3"));
      tmux.until("24 80").line("it's; $HOME -l").until("<it's; $HOME -l>");
      assertThat(tmux.exitCode()).isEqualTo(3);
      tmux.start(
          List.of(
              "sh",
              "-c",
              "trap 'echo INT; stty size' INT; echo ready; while :; do sleep 0.1; done"));
      tmux.until("ready").resize(200, 50).keys("C-c").until("INT").until("50 200");
      assertThat(tmux.everything()).doesNotContain("<it's");
      program = ProcessHandle.of(tmux.pid()).orElseThrow();
    }
    assertThat(Tmux.isAlive(program)).isFalse();
  }
}
