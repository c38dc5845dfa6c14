package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InBackgroundTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worker start | worker start --worker-id w1 --line-kinds --detach",
        "worker -n 2             | worker start --worker-id w1 --line-kinds --detach -n 2",
        "worker start -d         | worker start --worker-id w1 --line-kinds -d",
        "--db start worker start | --db start worker start --worker-id w1 --line-kinds --detach",
        "worker start --help     | worker start --help",
        "worker stop             | worker stop",
        "dashboard               | dashboard start --detach",
        "web --port 0            | dashboard start --detach --port 0",
        "dashboard stop          | dashboard stop",
        "status                  | status"
      })
  void only_what_would_keep_the_prompt_away_is_detached(String typed, String words) {
    assertThat(InBackground.words(List.of(typed.strip().split(" ")), "w1"))
        .containsExactly(words.strip().split(" "));
  }
}
