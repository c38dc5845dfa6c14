package dev.queuectl.cli.top;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `top` at a real terminal, beside real workers.
class TopTest {
  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;
  private Tmux tmux;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    program = new ProgramProcess(cli);
    tmux = terminal(80, 24);
  }

  private Tmux terminal(int columns, int rows) {
    return new Tmux(directory, columns, rows).env("QUEUECTL_DB", cli.database().toString());
  }

  @AfterEach
  void close() throws Exception {
    tmux.close();
    program.close();
  }

  private void enqueue(String id, String command, String... options) {
    var words = new ArrayList<>(List.of("enqueue", command, "--id", id));
    words.addAll(List.of(options));
    assertThat(cli.run(words.toArray(String[]::new)).code()).isZero();
  }

  /// A shell that says what `top` has left behind.
  private void startInShell() throws IOException {
    var top = ShellWords.quoted(ProgramProcess.words("top"));
    var script = "echo before; %s; echo ended with $?; stty -a".formatted(top);
    tmux.start(List.of("sh", "-c", script)).until("? more");
  }

  private void assertRestored(int code) {
    tmux.until("ended with " + code).until("before").until("icanon");
    assertThat(tmux.everything())
        .contains("icanon")
        .doesNotContainPattern("-(icanon|echo|isig)\\b");
    assertThat(tmux.screen()).doesNotContain("? more");
    assertThat(tmux.modes()).isEqualTo("alternate=0 cursor=1 wrap=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"top", "monitor", "watch", "top --json"})
  void needs_a_terminal_and_says_what_does_not(String line) {
    var ran = cli.run(line.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("queuectl: top needs a terminal. Use queuectl status, or status --json.\n");
  }

  /// Waits until the terminal, made this size, shows something of the size that it has now.
  private void resize(int columns, int rows, String... shown) {
    tmux.resize(columns, rows)
        .until(
            List.of(shown) + " in " + columns + "x" + rows,
            screen ->
                screen.lines().count() <= rows
                    && screen.lines().anyMatch(line -> line.length() == columns)
                    && Stream.of(shown).allMatch(it -> Pattern.compile(it).matcher(screen).find()));
  }

  @InTerminal
  @Test
  void shows_what_happens_at_every_size() throws Exception {
    enqueue("bad", "exit 7", "-r", "1");
    enqueue("long", "while [ ! -e go ]; do sleep 0.05; done");
    enqueue("next", "echo next");
    tmux.start(ProgramProcess.words("top")).until("Waiting 3");
    program.worker("--count", "1");
    String[] running = {
      "Running 1", "Dead 1", "exit code 7", "w\\w+ 1/1", "> 0 +long ",
    };
    resize(200, 50, running);
    resize(80, 24, running);
    Files.createFile(directory.resolve("go"));
    resize(200, 50, "completed 2", "Running 0");
    resize(80, 24, "completed 2", "Running 0");
    assertThat(tmux.keys("q").exitCode()).isZero();
  }

  @InTerminal
  @Test
  void shows_what_a_job_draws_as_it_is() throws Exception {
    var drawn = "echo q─x│┌┐└┘├┤┬┴┼═ qx";
    enqueue("first", drawn);
    enqueue("second", drawn);
    tmux.start(ProgramProcess.words("top")).until("Waiting 2");
    assertThat(tmux.screen().lines().filter(line -> line.contains(drawn))).hasSize(2);
    assertThat(tmux.keys("q").exitCode()).isZero();
  }

  @InTerminal
  @Test
  void follows_a_change_of_the_size() throws Exception {
    enqueue("job", "echo " + "x".repeat(99) + "END");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1");
    assertThat(tmux.screen()).doesNotContain("END").containsPattern("(━━|--) Waiting 1 (━━|--)");
    tmux.resize(200, 50).until("END");
    tmux.resize(40, 10).until("one list only", screen -> !screen.contains("Dead"));
    tmux.until("Waiting 1").until("q quit  Enter open  Tab list  ? more\n");
    tmux.resize(80, 24).until("Dead 0").keys("q");
    assertThat(tmux.exitCode()).isZero();
  }

  @InTerminal
  @Test
  void changes_jobs_by_key() throws Exception {
    enqueue("bad", "exit 7", "-r", "1");
    program.worker("--count", "1", "--drain").exitCode();
    enqueue("wanted", "true");
    enqueue("unwanted", "true");
    tmux.start(ProgramProcess.words("top")).until("Dead 1").keys("j", "c");
    tmux.until("Press C, a capital letter, to cancel unwanted.").keys("C");
    tmux.until("Cancelled unwanted.").until("cancelled 1");
    assertThat(cli.job("unwanted").state()).isEqualTo(JobState.CANCELLED);
    tmux.keys("Tab", "r").until("Retried bad.").until("Dead 0");
    assertThat(cli.job("bad").state()).isEqualTo(JobState.PENDING);
    tmux.keys("/").type("wan").keys("Enter", "D").until("Deleted wanted.");
    var gone = cli.store(store -> store.jobs().find("wanted").isEmpty());
    assertThat(gone).isTrue();
    tmux.keys("q");
    assertThat(tmux.exitCode()).isZero();
  }

  /// A key that was held back would be seen only with the next one, which here is never pressed.
  @InTerminal
  @Test
  void every_key_is_seen_at_once_also_the_one_after_an_escape() throws Exception {
    enqueue("old", "true");
    cli.run("cancel", "old");
    enqueue("job", "true");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1");
    for (var round = 0; round < 5; round++) {
      tmux.keys("?").until("Capital letters").keys("Escape").until("Waiting 1");
      tmux.keys("Tab").until("> old").keys("Escape");
      tmux.keys("Tab").until("> job");
      tmux.keys("Escape", "BTab").until("> old").keys("BTab").until("> job");
    }
    tmux.keys("Escape", "q");
    assertThat(tmux.exitCode()).isZero();
  }

  @InTerminal
  @Test
  void a_key_that_has_no_meaning_here_does_nothing() throws Exception {
    enqueue("job", "true");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1").keys("Tab").until("> job");
    tmux.keys("C-Left", "F4", "M-Left", "S-Left", "IC", "C-z", "?").until("Capital letters");
    tmux.keys("q").until("> job").keys("q"); // C-Left ends in the letter that deletes a job
    assertThat(tmux.exitCode()).isZero();
    assertThat(cli.job("job").state()).isEqualTo(JobState.PENDING);
  }

  @InTerminal
  @Test
  void shows_what_is_held_paused_scheduled_and_over() throws Exception {
    enqueue("bad", "exit 7", "-r", "1");
    enqueue("good", "true");
    program.worker("--count", "1", "--drain").exitCode();
    tmux.start(ProgramProcess.words("top")).until("> bad").until("good completed");
    resize(60, 24, "> bad", "good completed");
    resize(160, 45, "> bad", "good completed");
    assertThat(tmux.keys("q").exitCode()).isZero();
    enqueue("low", "true", "--priority", "-1000");
    enqueue("kept", "true", "--hold");
    enqueue("later", "true", "--run-at", "+25h");
    enqueue("mail", "true", "--queue", "mail");
    cli.run("queue", "pause", "mail");
    tmux.start(ProgramProcess.words("top")).until("Waiting 4");
    String[] waiting = {
      "Waiting 4: 1 next, 1 scheduled, 1 held, 1 p",
      "> low +next +p-1000 ",
      "kept +held ",
      "later +in 1d(1h)? ",
      "mail +paused ",
      "q quit  Enter open  Tab list",
    };
    resize(80, 24, waiting);
    resize(60, 24, waiting);
    resize(160, 45, waiting);
    assertThat(tmux.keys("q").exitCode()).isZero();
  }

  @InTerminal
  @Test
  void opens_a_job_and_follows_what_it_prints() throws Exception {
    enqueue("talk", "echo one; while [ ! -e go ]; do sleep 0.05; done; echo two; echo three >&2");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1");
    program.worker("--count", "1");
    tmux.until("Running 1").keys("Enter").until("state: processing").until("command: echo one");
    tmux.keys("l").until("Output of talk").until("=== STDOUT ===\none");
    Files.createFile(directory.resolve("go"));
    tmux.until("one\ntwo\n=== STDERR ===\nthree").until("attempt 1, completed");
    tmux.keys("q").until("completed 1").keys("q");
    assertThat(tmux.exitCode()).isZero();
  }

  @InTerminal
  @ParameterizedTest
  @CsvSource({"q,", "C-c,", ",INT", ",TERM"})
  void leaves_the_terminal_as_it_was(String key, String signal) throws Exception {
    startInShell();
    if (key != null) {
      tmux.keys(key);
    } else {
      signal(signal);
    }
    assertRestored(0);
  }

  @InTerminal
  @Test
  void what_is_typed_behind_the_key_that_leaves_is_for_the_next_program() throws Exception {
    var top = ShellWords.quoted(ProgramProcess.words("top"));
    var script = top + "; read -r one; read -r two; echo \"<$one> <$two>\"";
    tmux.start(List.of("sh", "-c", script)).until("? more");
    tmux.keys("q", "a", "Space", "b", "Enter", "c", "Enter").until("<a b> <c>");
    assertThat(tmux.exitCode()).isZero();
  }

  @InTerminal
  @Test
  void leaves_the_terminal_as_it_was_when_it_hangs_up() throws Exception {
    startInShell();
    signal("HUP"); // which nobody handles: Java ends as it does for an exit from anywhere
    assertRestored(129);
  }

  @InTerminal
  @Test
  void draws_nothing_on_a_terminal_that_cannot_be_drawn_on() throws Exception {
    tmux.env("TERM", "dumb").start(ProgramProcess.words("top")).until("Run queuectl status");
    assertThat(tmux.screen()).contains("top cannot use this terminal (TERM=dumb)");
    assertThat(tmux.exitCode()).isNotZero();
  }

  private void signal(String name) throws Exception {
    var top = ProcessHandle.of(tmux.pid()).orElseThrow().descendants().toList().getFirst();
    var kill = List.of("kill", "-" + name, Long.toString(top.pid()));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
  }

  /// A command waits for longer than this test does.
  @InTerminal
  @Test
  void answers_and_leaves_though_another_process_keeps_the_store_locked() throws Exception {
    enqueue("job", "true");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1").keys("Tab").until("> job");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      tmux.keys("C").until("has been locked by");
      tmux.keys("C", "q");
      assertThat(tmux.exitCode()).isZero();
    }
    assertThat(cli.job("job").state()).isEqualTo(JobState.PENDING);
  }

  @InTerminal
  @Test
  void says_which_queues_are_paused_and_pauses_itself() throws Exception {
    enqueue("job", "true");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1");
    cli.run("queue", "pause", "default", "moving house");
    tmux.until("Paused: default (moving house)").keys("p").until("paused ");
    cli.run("cancel", "job");
    tmux.keys("?").until("Capital letters").keys("q").until("pending 1");
    tmux.keys("p").until("pending 0");
  }

  @InTerminal
  @Test
  void has_colours_only_where_they_are_wanted() throws Exception {
    enqueue("job", "true");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1").keys("Tab");
    until("it is coloured", () -> tmux.colours().contains("\u001b[7m"));
    tmux.keys("q");
    tmux.exitCode();
    for (var words : List.of(ProgramProcess.words("top", "--no-color"), without("top"))) {
      tmux.start(words).until("Waiting 1").keys("Tab").until("> job");
      assertThat(tmux.colours()).doesNotContain("\u001b[");
      tmux.keys("q");
      tmux.exitCode();
    }
  }

  private static List<String> without(String... args) {
    var words = new ArrayList<>(List.of("env", "NO_COLOR=1"));
    words.addAll(ProgramProcess.words(args));
    return words;
  }
}
