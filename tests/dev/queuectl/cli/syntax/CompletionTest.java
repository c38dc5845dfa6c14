package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `complete` answers to the shells.
class CompletionTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "echo\tthe \u001b[31mlong way home", "--id", "job-1", "--queue", "mail");
    cli.run("enqueue", "true", "--id", "job-2", "--hold");
    cli.run("enqueue", "false", "--id", "gone");
    cli.run("cancel", "gone");
  }

  /// @param line the last word is the one at the cursor
  private List<String> completed(String line) {
    var words = new ArrayList<>(List.of("complete", "--"));
    words.addAll(List.of(line.split(" ", -1)));
    var ran = cli.run(words.toArray(String[]::new));
    assertThat(ran.err()).isEmpty();
    return ran.lines();
  }

  private List<String> words(String line) {
    return completed(line).stream().map(it -> it.replaceFirst("\t.*", "")).toList();
  }

  @Test
  void commands_with_their_meaning() {
    assertThat(completed("enq")).containsExactly("enqueue\tAdd one or more jobs to the queue");
    assertThat(words("")).contains("list", "dlq", "completion").doesNotContain("complete", "--db");
    assertThat(words("dlq re")).containsExactly("retry");
    assertThat(words("help dlq an")).containsExactly("analyze");
    assertThat(words("nonsense ")).isEmpty();
  }

  @Test
  void every_option_of_every_command() {
    for (var name : CommandNames.ALL) {
      assertThat(words(name + " --")).as(name).contains("--db", "--json", "--help");
    }
    assertThat(words("list --st")).containsExactly("--state", "--stacktrace");
    assertThat(words("ls --statu")).containsExactly("--status");
    assertThat(words("worker start --wo")).containsExactly("--workers");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "list --state de|dead",
        "list --state=de|--state=dead",
        "list -s completed,pro|completed,processing",
        "edit job-1 --backoff li|linear",
        "list --sort o|oldest",
        "import --from p|parallel pueue",
        "config set retention_a|retention_age",
        "config get lea|lease",
        "config retention_c|retention_count",
        "completion f|fish",
        "enqueue --queue m|mail",
        "enqueue true --after jo|job-2 job-1",
        "run true --after-end x,jo|x,job-2 x,job-1",
        "worker start --queue mail,de|mail,default",
        "queue resume m|mail",
        "export --f|--force",
        "export jo|:files",
        "enqueue --cwd s|:directories",
        "run -- ma|:files",
        "show job|job-2 job-1",
        "status job-1|job-1",
        "cancel \"\"|job-2 job-1",
        "cancel gone --quiet job|job-2 job-1",
        "release \"\"|job-2",
        "retry g|gone",
        "retry j|\"\"",
        "dlq retry \"\"|\"\"",
        "enqueue --id j|\"\"",
        "worker stop \"\"|\"\""
      })
  void what_an_option_or_a_parameter_accepts(String line, String expected) {
    assertThat(String.join(" ", words(line.replace("\"\"", "")))).isEqualTo(expected);
  }

  @Test
  void jobs_with_state_and_command_made_harmless() {
    assertThat(completed("show job-1"))
        .containsExactly("job-1\tpending: echo the \\x1b[31mlong way home");
  }

  @Test
  void words_as_bash_breaks_them() {
    cli.run("enqueue", "true", "--id", "a:b=c");
    assertThat(cli.run("complete", "--bash", "--", "list", "--state", "=", "d").line())
        .isEqualTo("dead");
    assertThat(cli.run("complete", "--bash", "--", "list", "--state", "=").lines()).hasSize(11);
    assertThat(cli.run("complete", "--bash", "--", "show", "a", ":").line()).startsWith("b=c");
    assertThat(cli.run("complete", "--bash", "--", "show", "a", ":", "b", "=", "").line())
        .startsWith("c");
  }

  @Test
  void nothing_is_said_or_made_where_there_is_no_queue() {
    cli.env.clear();
    for (var line : List.of("show ", "--db none/queue.db show ", "show --db=none.db ")) {
      assertThat(completed(line)).as(line).isEmpty();
    }
    assertThat(completed("--db " + cli.database() + " queue show m")).hasSize(1);
    assertThat(directory.resolve("none")).doesNotExist();
    assertThat(directory.resolve(".local")).doesNotExist();
    assertThat(cli.run("complete", "--", "--db", "postgresql://x", "show", "").err()).isEmpty();
    assertThat(cli.run("complete", "--", "--db", directory.toString(), "show", "").code()).isZero();
    assertThat(cli.run("complete", "--").err()).isEmpty();
  }

  @Test
  void a_screen_or_two_at_most() {
    var many = "true\n".repeat(500);
    cli.in(many).run("enqueue", "--file", "-");
    assertThat(words("show ")).hasSize(100);
    assertThat(words("show 0")).hasSize(100);
  }

  @Test
  void scripts_for_three_shells() {
    for (var shell : List.of("bash", "zsh", "fish")) {
      var ran = cli.run("completion", shell);
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains(" complete ", "2>/dev/null");
    }
    var ran = cli.run("completion", "powershell");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("bash, zsh");
    assertThat(cli.run("completion").code()).isEqualTo(2);
  }
}
