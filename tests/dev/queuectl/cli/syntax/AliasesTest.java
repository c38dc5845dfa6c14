package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ls                          | list",
        "jobs --json                 | list --json",
        "list -s dead                | list -s dead",
        "info a                      | show a",
        "job a                       | show a",
        "get a                       | show a",
        "status a                    | show a",
        "status --json a             | show --json a",
        "status                      | status",
        "status --json               | status --json",
        "status --db /x              | status --db /x",
        "stats                       | status",
        "log a                       | logs a",
        "output a                    | logs a",
        "kill a                      | cancel a",
        "update a -p 5               | edit a -p 5",
        "rm a                        | remove a",
        "delete a                    | remove a",
        "dlq                         | dlq list",
        "dlq --json                  | dlq list --json",
        "dlq --limit 5               | dlq list --limit 5",
        "dlq --json --limit 5        | dlq list --json --limit 5",
        "dlq --db /x retry a         | dlq retry --db /x a",
        "dlq-list                    | dlq list",
        "dlq_list --json             | dlq list --json",
        "dlq-retry a                 | dlq retry a",
        "dlq-retry --id a            | dlq retry --id a",
        "dlq-purge --yes             | dlq clear --yes",
        "dlq remove a                | dlq delete a",
        "dlq purge                   | dlq clear",
        "dlq stats                   | dlq analyze",
        "dlq --help                  | dlq --help",
        "queue                       | queue list",
        "queue --json                | queue list --json",
        "queues                      | queue list",
        "queue unpause a             | queue resume a",
        "config                      | config list",
        "config show                 | config list",
        "config K V                  | config set K V",
        "config K                    | config get K",
        "config get                  | config get",
        "config set --max-retries 5  | config set max-retries 5",
        "config set --max_retries=5  | config set max-retries 5",
        "config unset K              | config reset K",
        "purge --dry-run             | prune --dry-run",
        "clean                       | prune",
        "init-db                     | init",
        "init_db                     | init",
        "--version                   | version",
        "--db /x --version           | --db /x version",
        "--db /x ls                  | --db /x list",
        "help dlq                    | dlq --help",
        "help ls                     | list --help",
        "help dlq retry              | dlq retry --help",
        "help                        | help",
        "enqueue --max_retries 3 x   | enqueue --max-retries 3 x",
        "enqueue --run_at=a_b x      | enqueue --run-at=a_b x",
        "enqueue -- a --b_c          | enqueue -- a --b_c",
        "{\"id\":1}                  | enqueue {\"id\":1}",
        "worker-start --count 3      | worker start --count 3",
        "worker-scale 2              | worker scale 2",
        "worker_status               | worker status",
        "worker --db /x --count 3    | worker start --db /x --count 3",
        "worker_stop                 | worker stop",
        "workers                     | worker status",
        "worker list                 | worker status",
        "worker --count 3            | worker start --count 3",
        "worker -n 3                 | worker start -n 3",
        "worker start -d             | worker start -d"
      })
  void writes_every_accepted_form_as_the_documented_one(String given, String documented) {
    assertThat(Aliases.documented(given.strip().split(" ")))
        .containsExactly(documented.strip().split(" "));
  }
}
