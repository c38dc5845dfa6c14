package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandGroupsTest {
  @TempDir Path directory;

  @Test
  void every_command_is_in_one_group() {
    assertThat(CommandGroups.ALL.stream().flatMap(group -> group.getValue().stream()))
        .containsExactlyInAnyOrderElementsOf(
            CommandNames.ALL.stream().filter(name -> !name.contains(" ")).toList());
  }

  @Test
  void help_lists_them_by_what_one_wants_to_do() {
    for (var words : new String[] {"help", "--help"}) {
      assertThat(new Cli(directory).run(words).lines())
          .containsSubsequence("Add jobs:", "See how they are:", "Change them:", "Run them:")
          .anyMatch(line -> line.matches("  enqueue +Add one or more jobs to the queue"))
          .allMatch(line -> line.length() <= 80);
    }
  }
}
