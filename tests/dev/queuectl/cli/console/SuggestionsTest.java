package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person is told who writes the words of another tool.
class SuggestionsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit true                  | there is no command \"submit\". Did you mean enqueue?",
        "push true                    | there is no command \"push\". Did you mean enqueue?",
        "tail a                       | there is no command \"tail\". Did you mean logs -f?",
        "ps                           | Did you mean list --state processing or worker status?",
        "rerun a                      | Did you mean retry?",
        "start                        | Did you mean worker start or dashboard start?",
        "enqueu true                  | Did you mean enqueue?",
        "enqueue true --prio 5        | there is no option --prio. Did you mean --priority?",
        "enqueue true --name a        | there is no option --name. Did you mean --id?",
        "enqueue true --workdir /     | Did you mean --cwd?",
        "enqueue true --at 09:00      | Did you mean --run-at?",
        "enqueue true --retry 5       | Did you mean --retries?",
        "enqueue true --cron x        | there is no option --cron. If --cron is part of",
        "enqueue true --josn          | there is no option --josn. Did you mean --json?",
        "worker stat                  | Did you mean worker status?",
        "queue res mail               | Did you mean queue resume?",
        "dlq ret a                    | Did you mean dlq retry?",
        "stat                         | Did you mean status?",
        "list --state comp            | unknown state \"comp\". Did you mean completed?",
        "config get disk              | unknown key \"disk\". Did you mean disk_reserve?",
        "list --dead                  | there is no option --dead. Did you mean --state dead?",
        "list --grep x                | Did you mean --text?",
        "worker start --parallel 5    | there is no option --parallel. Did you mean --count?",
        "config set --max-retrys 5    | there is no option --max-retrys. Did you mean"
            + " --max-retries?",
        "config set Max-Retrys 5      | unknown key \"Max-Retrys\". Did you mean max_retries?",
        "config get stale-tresholds   | unknown key \"stale-tresholds\". It is one of max_retries",
        "config set max_retries       | the value of max_retries is missing",
        "config set max_retries 1 max_retries=2 | the key max_retries is given twice",
        "config set stale-timeout-ms 10 | lease must be at least 1s, was 10ms",
        "logs a --lines 5             | Did you mean --tail?"
      })
  void what_was_meant_is_said(String line, String sentence) {
    var ran = new Cli(directory).run(line.strip().split(" +"));
    assertThat(ran.code()).isEqualTo(Failures.USAGE);
    assertThat(ran.err()).contains(sentence.strip());
  }
}
