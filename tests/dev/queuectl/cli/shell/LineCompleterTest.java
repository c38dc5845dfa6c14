package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.console.Suggestion;
import dev.queuectl.cli.syntax.ShellCompletion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/// What the interactive shell completes; for the commands themselves see `CompletionTest`.
class LineCompleterTest {
  private static final CommandSpec TREE =
      Main.tree(new Cli(Path.of("").toAbsolutePath()).console(System.err));

  @TempDir Path directory;
  private Cli cli;
  private ShellCompletion completion;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    var console = cli.console(System.err);
    completion = new ShellCompletion(console, new SharedOptions(), () -> TREE);
  }

  /// @param line up to the cursor
  private List<String> complete(String line) {
    var parsed = new LineParser().parse(line, line.length());
    return completion.of(parsed.words()).stream()
        .map(Suggestion::word)
        .filter(word -> word.startsWith(parsed.word()))
        .toList();
  }

  private String description(String line, String word) {
    return completion.of(new LineParser().parse(line, line.length()).words()).stream()
        .filter(suggestion -> suggestion.word().equals(word))
        .findFirst()
        .orElseThrow()
        .meaning();
  }

  @Test
  void commands_and_the_shell_s_own_words_come_first() {
    assertThat(complete("")).contains("enqueue", "worker", "exit", "clear").doesNotContain("shell");
    assertThat(complete("sta")).containsExactly("status");
    assertThat(complete("queuectl sta")).containsExactly("status");
    assertThat(complete("--json sta")).containsExactly("status");
    assertThat(complete("help dl")).containsExactly("dlq");
    assertThat(complete("help dlq ret")).containsExactly("retry");
    assertThat(complete("time sta")).containsExactly("status");
    assertThat(description("", "cancel")).startsWith("Cancel jobs");
  }

  @Test
  void a_group_is_followed_by_its_commands() {
    assertThat(complete("worker ")).contains("start", "stop", "status").doesNotContain("list");
    assertThat(complete("dlq re")).containsExactly("retry");
    assertThat(complete("config se")).containsExactly("set");
  }

  @Test
  void options_come_with_descriptions() {
    assertThat(complete("list --st")).contains("--state", "--stacktrace");
    assertThat(complete("ls --sor")).containsExactly("--sort");
    assertThat(complete("worker --cou")).containsExactly("--count");
    assertThat(complete("worker start --")).doesNotContain("--worker-id");
    assertThat(description("list --", "--all")).isEqualTo("Print all of them");
  }

  @Test
  void values_are_those_that_there_are() {
    assertThat(complete("list --state d")).containsExactly("dead");
    assertThat(complete("list --state=d")).containsExactly("--state=dead");
    assertThat(complete("list --sort ")).containsExactly("newest", "oldest", "priority", "due");
    assertThat(complete("config set max"))
        .containsExactly("max_retries", "max_interruptions", "max_snoozes");
    assertThat(complete("config set max_retries ")).isEmpty();
    assertThat(complete("enqueue x --backoff e")).containsExactly("exponential");
    cli.run("enqueue", "true", "--queue", "mail");
    assertThat(complete("list --queue m")).containsExactly("mail");
    assertThat(complete("queue pause m")).containsExactly("mail");
  }

  @Test
  void ids_are_of_jobs_to_which_the_command_can_be_done() {
    cli.run("enqueue", "true", "--id", "waits");
    cli.run("enqueue", "true", "--id", "was");
    cli.run("cancel", "was");
    assertThat(complete("show wa")).containsExactly("was", "waits");
    assertThat(complete("show w x wai")).isEmpty();
    assertThat(complete("cancel wa")).containsExactly("waits");
    assertThat(complete("cancel other wa")).containsExactly("waits");
    assertThat(complete("dlq retry ")).isEmpty();
    assertThat(complete("enqueue --id ")).isEmpty();
    assertThat(description("show ", "waits")).isEqualTo("pending: true");
    var worker = cli.join();
    assertThat(complete("worker stop ")).containsExactly(worker.id());
  }

  @Test
  void as_many_ids_as_a_person_can_look_through_are_offered_the_newest_first() {
    var jobs =
        IntStream.range(0, 300).mapToObj(i -> "{\"id\":\"j%d\",\"command\":\"x\"}".formatted(i));
    cli.in(String.join("\n", jobs.toList())).run("enqueue", "-");
    assertThat(complete("show ")).hasSize(100).startsWith("j299", "j298");
    assertThat(complete("show j12")).contains("j12", "j120", "j129");
  }

  @Test
  void nothing_is_made_and_nothing_fails_where_there_is_no_queue() {
    assertThat(complete("show ")).isEmpty();
    assertThat(complete("nosuch ")).isEmpty();
    assertThat(complete("worker nosuch --x ")).isEmpty();
    assertThat(cli.database()).doesNotExist();
  }

  @Test
  void files_are_looked_for_in_the_working_directory() throws Exception {
    Files.createFile(directory.resolve("jobs.txt"));
    Files.createFile(directory.resolve(".hidden"));
    Files.createDirectory(directory.resolve("jobs.d"));
    Files.createFile(directory.resolve("jobs.d/more"));
    assertThat(complete("enqueue --file ")).containsExactly("jobs.d/", "jobs.txt");
    assertThat(complete("enqueue --file jobs.d/")).containsExactly("jobs.d/more");
    assertThat(complete("enqueue x --cwd ")).containsExactly("jobs.d/");
    assertThat(complete("import no/such/")).isEmpty();
  }
}
