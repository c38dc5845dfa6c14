package dev.queuectl.cli.console;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import dev.queuectl.report.ShellWords;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is longer than the screen, at a real terminal and by the less(1) of the machine.
@InTerminal
class PagerTest {
  private static final String PAGING = "\n:";

  @TempDir Path directory;
  private Cli cli;
  private Tmux tmux;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    tmux = new Tmux(directory, 80, 24).env("QUEUECTL_DB", cli.database().toString());
  }

  @AfterEach
  void close() {
    tmux.close();
  }

  private void enqueue(int jobs) {
    var lines =
        IntStream.range(0, jobs).mapToObj(i -> "echo job-%d-end # %s".formatted(i, "x".repeat(90)));
    cli.in(lines.collect(Collectors.joining("\n"))).run("enqueue");
  }

  private Tmux start(String line) throws Exception {
    return tmux.start(ProgramProcess.words(line.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"80,24", "160,45"})
  void a_long_list_is_paged_in_colours_and_its_note_is_at_the_end(int columns, int rows)
      throws Exception {
    tmux.size(columns, rows);
    enqueue(60);
    start("list").until(PAGING);
    assertThat(tmux.screen()).contains("job-59-end").doesNotContain("job-10-end");
    assertThat(tmux.colours()).contains("\u001b[33mpending");
    tmux.keys("G").until("job-10-end").until("50 of 60 shown").until("(END)").keys("q");
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.screen()).doesNotContain("(END)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "enqueue --help", "config list", "list --all --json", "help run"})
  void whoever_leaves_early_has_done_nothing_wrong(String line) throws Exception {
    enqueue(60);
    start(line).until(PAGING).keys("q");
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.everything()).doesNotContain("queuectl: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "C-c"})
  void output_that_has_no_end_yet_can_be_left(String key) throws Exception {
    enqueue(1);
    cli.finish(new Outcome.Succeeded(), "a line of many\n".repeat(500_000), "");
    var id =
        cli.store(store -> store.jobs().lastEnded(Set.of(JobState.COMPLETED), 1)).getFirst().id();
    start("logs " + id).until(PAGING).keys(key);
    // After a Ctrl-C less(1) forgets what was typed.
    tmux.until("it is left", screen -> !screen.contains(PAGING) || tmux.keys("q") == null);
    tmux.exitCode();
    assertThat(tmux.everything()).doesNotContain("queuectl: ");
  }

  /// A read transaction that stays open keeps the write-ahead log from being emptied.
  @Test
  void the_store_is_left_alone_while_somebody_reads() throws Exception {
    tmux.size(160, 45);
    enqueue(1000); // more than a pipe holds
    start("list --limit 1000 --sort oldest").until(PAGING);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      until(
          "no reader is left",
          () -> {
            try (var busy = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
              return busy.getInt(1) == 0;
            }
          });
    }
    assertThat(tmux.keys("G").until("job-999-end").keys("q").exitCode()).isZero();
  }

  @Test
  void what_fits_is_printed_and_the_program_ends() throws Exception {
    enqueue(10);
    start("list");
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.screen()).contains("job-0-end");
    start("show nothing");
    assertThat(tmux.exitCode()).isEqualTo(1);
    assertThat(tmux.screen()).contains("queuectl: there is no job \"nothing\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PAGER=cat,              list",
    "PAGER=,                 list",
    "QUEUECTL_PAGER=cat,     list",
    "QUEUECTL_PAGER=,        list",
    "TERM=dumb,              list",
    "PAGER=no-such-pager,    list",
    "PATH=/no/such/folder,   list",
    "PAGER=less,             list --no-pager",
    "PAGER=less,             --no-pager list",
    "PAGER=less,             export"
  })
  void nothing_is_paged_where_nobody_wants_it_or_it_cannot_be(String variable, String line)
      throws Exception {
    enqueue(60);
    tmux.env(variable.split("=")[0], variable.substring(variable.indexOf('=') + 1));
    start(line);
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.everything()).contains("job-59-end", "job-10-end");
  }

  @Test
  void another_pager_gets_the_text_and_less_its_usual_options() throws Exception {
    tmux.env("PAGER", "less").env("QUEUECTL_PAGER", "echo \"LESS=$LESS\"; tail -n 2");
    start("config list");
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.screen()).startsWith("LESS=FRX\n").contains("is given");
  }

  @Test
  void a_pipe_is_not_paged() throws Exception {
    enqueue(60);
    var list = ShellWords.quoted(ProgramProcess.words("list"));
    tmux.start(List.of("sh", "-c", list + " 2>&1 | tail -n 2"));
    tmux.until("50 of 60 shown");
    assertThat(tmux.exitCode()).isZero();
  }
}
