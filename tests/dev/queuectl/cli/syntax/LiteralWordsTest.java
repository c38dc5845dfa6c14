package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.shell.TypedInput;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import dev.queuectl.report.ShellWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What a person types means itself, by whichever door it comes in.
class LiteralWordsTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  /// What some program between a keyboard and a job would make something else of.
  static List<String> hostile() {
    return List.of(
        "@pom.xml",
        "@@pom.xml",
        "@" + Path.of("pom.xml").toAbsolutePath(),
        "@nosuch",
        "@",
        "@|red x|@",
        "${HOME}",
        "${sys:user.home}",
        "${env:HOME}",
        "${DEFAULT-VALUE}",
        "$HOME $(id) `id` $$",
        "%s %n %d %",
        "~",
        "~/x",
        "*",
        "[a-z]*?",
        "{a,b}",
        "{not: json",
        "\"in quotes\"",
        "'in quotes'",
        "\"a,b\",c",
        "back\\slash\\n",
        "ends with \\",
        "!! !x",
        "#no comment",
        "a | b && c ; d > e < f",
        "-7",
        "-1e5",
        "-Infinity",
        "--foo_bar",
        "--json",
        "--help",
        "-h",
        "--db=/x",
        "--version",
        "=x",
        "A=b",
        "if",
        "dlq_list",
        "help",
        "two\nlines",
        "tab\there",
        "<b>&amp;</b>",
        "größe 日本 😀",
        "null");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_command_is_stored_as_it_was_typed(String word) throws IOException {
    var quoted = ShellWords.quoted(List.of(word));
    enqueue("option", "--command=" + word);
    enqueue("next", "--command", word);
    enqueue("program", "--", word);
    enqueue("json", json("json", word));
    var file = Files.writeString(directory.resolve("jobs"), json("file", word) + "\n");
    succeed(cli.run("enqueue", "--file", file.toString()));
    succeed(cli.in("[" + json("pipe", word) + "]").run("enqueue", "-"));
    succeed(cli.in("enqueue --id script --command=" + quoted).run("shell"));
    succeed(cli.in("enqueue --id script2 -- " + quoted).run("shell"));
    enqueue("edited", "true");
    succeed(cli.run("edit", "edited", "--command=" + word));
    for (var id : List.of("option", "next", "json", "file", "pipe", "script", "edited")) {
      assertThat(cli.job(id).command()).as(id).isEqualTo(word);
    }
    for (var id : List.of("program", "script2")) {
      assertThat(cli.job(id).command()).as(id).isEqualTo(quoted);
    }
    assertThat(cli.count()).isEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_word_alone_is_the_command_or_a_file_or_refused_by_its_name(String word) {
    var ran = cli.run("enqueue", "--id", "a", word);
    if (word.startsWith("@") && word.length() > 1) {
      assertThat(ran.code()).isEqualTo(Failures.USAGE); // --file, with which there can be no --id
      if (!Files.exists(directory.resolve(word.substring(1)))) {
        assertThat(cli.run("enqueue", word).err()).contains(word.substring(1) + " cannot be read");
      }
    } else if (word.startsWith("{")) {
      assertThat(ran.code()).isEqualTo(Failures.USAGE);
    } else if (word.startsWith("-") && !isShared(word)) {
      assertThat(ran.code()).as(ran.out()).isEqualTo(Failures.USAGE);
      assertThat(ran.err()).contains(word.replaceFirst("=.*", ""));
    } else if (!word.startsWith("-")) {
      assertThat(cli.job("a").command()).isEqualTo(word);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_command_typed_into_the_shell_or_the_menu_is_stored_as_it_was_typed(String word)
      throws IOException {
    new TypedInput(cli)
        .shell("enqueue --id shell --command=" + ShellWords.quoted(List.of(word)), "exit");
    assertThat(cli.job("shell").command()).isEqualTo(word);
    if (word.indexOf('\n') < 0 && word.indexOf('\t') < 0) { // Enter and Tab, in a menu
      var seen = new TypedInput(cli).menu("1", word, "menu", "", "", "", "0");
      assertThat(cli.job("menu").command()).as(seen.printed()).isEqualTo(word);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void an_environment_variable_and_a_directory_are_stored_as_they_were_typed(String word) {
    enqueue("a", "--env", "A=" + word, "--env=B=" + word, "--cwd=" + word, "-c", "true");
    assertThat(cli.job("a").env()).containsEntry("A", word).containsEntry("B", word);
    assertThat(cli.job("a").cwd()).isEqualTo(directory.resolve(word).normalize().toString());
    succeed(cli.run("edit", "a", "--env", "A=" + word + word));
    assertThat(cli.job("a").env()).containsEntry("A", word + word);
    succeed(cli.run("queue", "pause", "q", "--", word));
    assertThat(cli.run("queue", "list", "--json").out()).contains(json(word));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void an_id_that_there_is_not_is_told_as_it_was_typed(String word) {
    enqueue("a", "true");
    for (var command : commandsWithIds()) {
      var words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--", word));
      var ran = cli.run(words.toArray(String[]::new));
      assertThat(ran.code()).as(command + ran.err()).isIn(Failures.FAILED, Failures.USAGE);
      if (word.codePoints().noneMatch(Character::isISOControl)) {
        assertThat(ran.err()).as(command).contains(word);
      }
    }
    assertThat(cli.count()).isEqualTo(1);
  }

  private static boolean isShared(String word) {
    return CommandNames.SHARED_OPTIONS.contains(word.replaceFirst("=.*", ""));
  }

  private static List<String> commandsWithIds() {
    return List.of(
        "show",
        "why",
        "logs",
        "cancel",
        "retry",
        "hold",
        "release",
        "remove --yes",
        "edit --priority 5",
        "wait",
        "dlq show",
        "dlq retry",
        "dlq delete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "-1e5", "-Infinity", "-NaN", "-8x1p3", "-1f", "-x", "--xyz"})
  void a_lone_option_that_there_is_not_is_named_by_every_command(String word) {
    var commands = new ArrayList<>(commandsWithIds());
    commands.addAll(
        List.of("enqueue", "run", "queue show", "queue resume", "config get", "import"));
    commands.addAll(List.of("worker stop", "export", "backup", "completion", "test"));
    for (var command : commands) {
      var words = new ArrayList<>(List.of(command.split(" ")));
      words.add(word);
      var ran = cli.run(words.toArray(String[]::new));
      assertThat(ran.code()).as(command).isEqualTo(Failures.USAGE);
      assertThat(ran.err()).as(command).contains("there is no option " + word);
    }
    assertThat(cli.database()).doesNotExist();
  }

  @Test
  void behind_two_hyphens_and_where_a_number_belongs_it_is_a_word_like_others() {
    enqueue("a", "--", "-0");
    assertThat(cli.job("a").command()).isEqualTo("-0");
    enqueue("b", "--", "git", "checkout", "--", "-1");
    assertThat(cli.job("b").command()).isEqualTo("git checkout -- -1");
    enqueue("c", "true", "--priority", "-5");
    assertThat(cli.job("c").priority()).isEqualTo(-5);
    succeed(cli.run("config", "set", "priority", "-7"));
    succeed(cli.run("config", "priority", "-8"));
    assertThat(cli.run("config", "get", "priority").line()).isEqualTo("-8");
    assertThat(cli.run("enqueue", "--", "x", "--stacktrace").code()).isZero();
    assertThat(cli.run("show", "--", "--stacktrace").err()).doesNotContain("\tat ");
  }

  @Test
  void options_of_ours_may_have_underscores_and_no_other_word_is_changed() {
    var all = new ArrayList<String>();
    collect(Main.tree(cli.console(cli.out)).commandLine(), all);
    assertThat(all.stream().filter(name -> name.indexOf('-', 2) > 0).distinct())
        .containsExactlyInAnyOrderElementsOf(CommandNames.hyphenated());
    assertThat(
            Aliases.documented("enqueue", "--max_retries=3_0", "--my_tool", "-c", "--max_retries"))
        .containsExactly("enqueue", "--max-retries=3_0", "--my_tool", "-c", "--max_retries");
  }

  private static void collect(CommandLine command, List<String> names) {
    for (var option : command.getCommandSpec().options()) {
      Stream.of(option.names()).filter(name -> name.startsWith("--")).forEach(names::add);
    }
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }

  @Test
  void a_program_of_its_own_and_its_job_get_the_words_that_were_typed() throws Exception {
    var words = new ArrayList<>(List.of("run", "--", "printf", "[%s]"));
    words.addAll(hostile());
    words.add("--");
    var program = new ProgramProcess(cli);
    try {
      var running = program.start(words.toArray(String[]::new));
      assertThat(running.exitCode()).isZero();
      assertThat(running.printed()).isEqualTo("[" + String.join("][", hostile()) + "][--]");
    } finally {
      program.close();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void completion_only_looks_at_it(String word) {
    var ran = cli.run("complete", "--", "enqueue", word);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).doesNotContain("modelVersion");
  }

  private void enqueue(String id, String... words) {
    var all = new ArrayList<>(List.of("enqueue"));
    if (!words[0].startsWith("{\"id")) {
      all.addAll(List.of("--id", id));
    }
    all.addAll(List.of(words));
    succeed(cli.run(all.toArray(String[]::new)));
  }

  private static void succeed(Cli.Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static String json(String id, String command) {
    return "{\"id\": \"%s\", \"command\": %s}".formatted(id, json(command));
  }

  private static String json(String text) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    try (var json = new JsonOut(out, false)) {
      json.object(() -> json.field("x", text));
    }
    out.flush();
    var object = bytes.toString(StandardCharsets.UTF_8);
    return object.substring("{\"x\": ".length(), object.length() - 2);
  }
}
