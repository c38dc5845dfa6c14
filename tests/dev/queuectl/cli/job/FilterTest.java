package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which jobs the options of `list`, `export`, `cancel`, `retry`, `hold`, `release` and `remove`
/// mean.
class FilterTest {
  private static final Instant NOW = Cli.NOW;

  @TempDir Path directory;
  private Cli cli;

  /// Every three hours a job: old, noon and new.
  @BeforeEach
  void fill() {
    cli = new Cli(directory);
    at(Duration.ofHours(-6));
    cli.run("enqueue", "ffmpeg -i a.mov", "--id", "old");
    at(Duration.ofHours(-3));
    cli.run("enqueue", "rsync b", "--id", "middle", "--queue", "slow");
    at(Duration.ZERO);
    cli.run("enqueue", "FFmpeg -i c.mov", "--id", "new", "--queue", "slow");
  }

  private void at(Duration later) {
    cli.clock = InstantSource.fixed(NOW.plus(later));
  }

  private String listed(String... options) {
    var ran = cli.run(Stream.concat(Stream.of("list"), Stream.of(options)).toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.lines().stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.joining(" "));
  }

  private JobState state(String id) {
    return cli.job(id).state();
  }

  @ParameterizedTest
  @CsvSource({
    "--text ffmpeg,                 new old",
    "--text FFMPEG,                 new old",
    "--text MID,                    middle",
    "--text none,                   ''",
    "--since 4h,                    new middle",
    "--since 3h,                    new middle",
    "--until 3h,                    old",
    "--since 4h --until 1h,         middle",
    "--since 2026-06-01T05:00:00Z,  new middle",
    "--since today,                 new middle old",
    "--until yesterday,             ''",
    "--text ffmpeg --since 2h,      new",
    "--queue slow --text ffmpeg,    new",
    "--state pending --until 2h,    middle old",
    "--state dead --since 9h,       ''",
    "--sort oldest --text -i,       old new",
    "--sort priority --since 9h,    old middle new",
    "--limit 1 --text ffmpeg,       new"
  })
  void lists_what_matches_every_part(String options, String ids) {
    var words = options.replace("--text -i", "--text=-i").split(" ");
    assertThat(listed(words)).isEqualTo(ids);
  }

  @Test
  void a_machine_gets_all_that_match() {
    var many = new StringBuilder();
    for (var i = 0; i < 2500; i++) {
      many.append(i % 2 == 0 ? "wanted " : "other ").append(i).append('\n');
    }
    cli.in(many.toString()).run("enqueue");
    for (var format : List.of("--json", "--jsonl")) {
      var ran = cli.run("list", "--text", "wanted", "--since", "1h", format);
      assertThat(ran.lines().stream().filter(line -> line.startsWith("{"))).hasSize(1250);
      assertThat(ran.err()).isEmpty();
    }
    assertThat(cli.run("list", "--text", "nothing", "--json").out()).isEqualTo("[]\n");
    assertThat(cli.run("list", "--text", "wanted").err())
        .isEqualTo("queuectl: 50 shown; there may be more, --all prints all of them.\n");
  }

  @Test
  void export_takes_the_same_options() {
    assertThat(cli.run("export", "--text", "ffmpeg", "--until", "2h").lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\": \"old\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--since soon | --since \"soon\" is not a time. Write 2h, 2026-01-31, 2026-01-31 09:00,"
            + " 2026-01-31T09:00:00Z, 09:00 or yesterday.",
        "--until 2x | --until \"2x\" is not a duration. Write 90, 90s, 10m, 2h30m or 1d.",
        "--since 1h --until 2h | --since must be before --until. Both look back from now: 2h is"
            + " earlier than 1h.",
        "--state ded | unknown state \"ded\". Did you mean dead?"
      })
  void a_bad_value_gets_one_sentence(String options, String sentence) {
    for (var command : List.of("list", "remove", "cancel", "retry", "hold", "release", "export")) {
      var words = Stream.concat(Stream.of(command), Stream.of(options.split(" ")));
      var ran = cli.run(words.toArray(String[]::new));
      assertThat(ran.code()).as(command).isEqualTo(2);
      assertThat(ran.err()).isEqualTo("queuectl: " + sentence + "\n");
      assertThat(ran.out()).isEmpty();
    }
  }

  /// As when a variable of a script is.
  @ParameterizedTest
  @ValueSource(strings = {"--text", "--since", "--until", "--queue", "--state"})
  void an_empty_value_is_refused_and_does_not_mean_everything(String option) {
    for (var command : List.of("list", "remove", "cancel", "retry", "hold", "release")) {
      var ran = cli.run(command, option, "");
      assertThat(ran.code()).as(command).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo("queuectl: " + option + " is empty. Give it a value, or leave it out.\n");
    }
    assertThat(cli.count()).isEqualTo(3);
  }

  @Test
  void cancels_those_that_match_once_that_is_confirmed() {
    var unasked = cli.run("cancel", "--text", "ffmpeg", "--since", "2h");
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err())
        .isEqualTo(
            "queuectl: Cancel 1 job (all pending, processing, failed jobs with \"ffmpeg\" enqueued"
                + " since 2h): not confirmed; nothing was cancelled. Add --yes.\n");
    assertThat(state("new")).isEqualTo(JobState.PENDING);
    assertThat(cli.run("cancel", "--text", "ffmpeg", "--since", "2h", "--yes", "--json").out())
        .isEqualTo("{\"cancelled\": 1}\n");
    assertThat(Stream.of("old", "middle", "new").map(this::state))
        .containsExactly(JobState.PENDING, JobState.PENDING, JobState.CANCELLED);
  }

  @Test
  void a_running_job_that_matches_is_cancelled_by_its_worker() {
    cli.claim();
    var ran = cli.run("cancel", "--until", "5h", "--yes");
    assertThat(ran.out()).isEqualTo("Cancelled 1 job.\n");
    assertThat(ran.err()).isEqualTo("queuectl: 1 of them is running; its worker will cancel it.\n");
    assertThat(cli.job("old").cancelRequestedAt()).isEqualTo(NOW);
  }

  @Test
  void retries_failed_and_dead_ones_and_others_only_if_they_are_named() {
    cli.bury();
    cli.run("cancel", "new");
    assertThat(cli.run("retry", "--text", "ffmpeg", "--yes").out()).isEqualTo("Retried 1 job.\n");
    assertThat(state("old")).isEqualTo(JobState.PENDING);
    assertThat(state("new")).isEqualTo(JobState.CANCELLED);
    assertThat(cli.run("retry", "--state", "cancelled", "--since", "2h", "--json", "-y").out())
        .isEqualTo("{\"retried\": 1}\n");
    assertThat(state("new")).isEqualTo(JobState.PENDING);
  }

  @Test
  void holds_and_releases_those_that_match() {
    assertThat(cli.run("hold", "--queue", "slow", "--yes").out()).isEqualTo("Held 2 jobs.\n");
    assertThat(cli.run("release", "--text", "rsync", "--yes").out()).isEqualTo("Released 1 job.\n");
    assertThat(Stream.of("old", "middle", "new").map(cli::job).map(Job::held))
        .containsExactly(false, false, true);
  }

  @Test
  void removes_ended_ones_that_match_and_others_only_if_they_are_named() {
    cli.run("cancel", "old", "middle");
    assertThat(cli.run("remove", "--text", "ffmpeg", "--yes").out()).isEqualTo("Removed 1 job.\n");
    assertThat(listed()).isEqualTo("new middle");
    assertThat(cli.run("remove", "--state", "pending", "--since", "1h", "--yes").out())
        .isEqualTo("Removed 1 job.\n");
    assertThat(listed()).isEqualTo("middle");
    assertThat(cli.run("remove", "--queue", "slow", "--older-than", "1h", "--yes").out())
        .isEqualTo("Removed 0 jobs.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "cancel,  completed,  cancelled",
    "retry,   pending,    retried",
    "hold,    dead,       held",
    "release, processing, released",
    "remove,  processing, removed",
    "edit,    processing, changed"
  })
  void a_state_that_the_verb_does_not_suit_is_refused(String verb, String state, String done) {
    var ran = cli.run(of(verb, "--state", state));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: %s jobs cannot be %s. ".formatted(state, done));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry", "hold", "release", "remove", "edit"})
  void ids_and_options_cannot_be_combined_nor_both_left_out(String verb) {
    for (var words : List.of(List.of(verb), List.of(verb, "old", "--text", "ffmpeg"))) {
      var ran = cli.run(of(words.toArray(String[]::new)));
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo(
              "queuectl: give either ids or options such as --state to say which jobs to %s. See queuectl %s --help.\n"
                  .formatted(verb, verb));
    }
  }

  /// A command line; of `edit`, with something to change.
  private static String[] of(String... words) {
    return words[0].equals("edit")
        ? Stream.concat(Stream.of(words), Stream.of("--priority", "7")).toArray(String[]::new)
        : words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "hold", "release", "remove --state pending", "edit"})
  void whoever_is_asked_learns_how_many_they_are(String line) {
    var words = Stream.of((line + " --text ffmpeg").split(" ")).toArray(String[]::new);
    var piped = cli.run(of(words));
    assertThat(piped.code()).isEqualTo(2);
    assertThat(piped.err())
        .contains(" 2 jobs ", " with \"ffmpeg\")", "not confirmed", "Add --yes.");
    for (var answer : List.of("n\n", "\n", "")) {
      var asked = cli.in(answer).terminal().run(of(words));
      assertThat(asked.code()).isEqualTo(1);
      assertThat(asked.err()).contains(" 2 jobs ", "? [y/N] ", "nothing was ");
    }
    assertThat(cli.in("y\n").terminal().run(of(words)).out()).contains(" 2 jobs.");
    assertThat(state("middle")).isEqualTo(JobState.PENDING);
  }

  @Test
  void nobody_is_asked_about_no_job() {
    for (var verb : List.of("cancel", "retry", "hold", "release", "remove", "edit")) {
      var ran = cli.run(of(verb, "--text", "nothing"));
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).endsWith(" 0 jobs.\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remove --queue slow | 2 jobs match, but none is completed, dead or cancelled: 2 pending."
            + " Add --state pending to remove them.",
        "retry --text ffmpeg | 2 jobs match, but none is failed or dead: 1 pending, 1 cancelled."
            + " Add --state cancelled to retry them.",
        "cancel --text ffmpeg --until 1h | 1 job matches, but none is pending, processing or"
            + " failed: 1 cancelled.",
        "hold --state failed | there are no failed jobs.",
        "retry --state dead --queue slow | 2 jobs match, but none is dead: 2 pending.",
        "remove --older-than 9h | no job matches.",
        "release --held | no job matches.",
        "dlq retry --all | there are no dead jobs.",
        "dlq clear | there are no dead jobs.",
        "remove --queue slwo | There is no queue \"slwo\". Did you mean slow?",
        "hold --queue fast | There is no queue \"fast\".",
        "edit --from-queue fast -p 1 | There is no queue \"fast\"."
      })
  void a_change_of_nothing_says_why(String line, String note) {
    cli.run("cancel", "old");
    var words = line.strip().split(" ");
    var ran = cli.run(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).endsWith(" 0 jobs.\n");
    assertThat(ran.err()).isEqualTo("queuectl: " + note + "\n");
    assertThat(cli.run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new)))
        .extracting(Cli.Ran::err)
        .isEqualTo("");
  }

  @Test
  void edits_waiting_ones_that_match_and_others_only_if_they_are_named() {
    cli.run("cancel", "old");
    assertThat(cli.run("edit", "--from-queue", "slow", "--queue", "fast", "-p", "9", "-y").out())
        .isEqualTo("Changed 2 jobs.\n");
    assertThat(cli.job("new").queue()).isEqualTo("fast");
    assertThat(cli.job("middle").priority()).isEqualTo(9);
    assertThat(cli.job("old").queue()).isEqualTo("default");
    var ran =
        cli.run("edit", "--text", "ffmpeg", "--state", "cancelled", "-t", "5", "-y", "--json");
    assertThat(ran.out()).isEqualTo("{\"changed\": 1}\n");
    assertThat(cli.run("edit", "--from-queue", "", "-p", "1").err())
        .isEqualTo("queuectl: --from-queue is empty. Give it a value, or leave it out.\n");
    assertThat(cli.run("edit", "--from-queue", "fast").err()).contains("nothing to change");
  }

  @Test
  void an_edit_of_many_says_how_many_are_left_no_attempts() {
    cli.finish(new Outcome.Failed(7));
    var ran = cli.run("edit", "--until", "now", "--since", "1d", "--max-retries", "1", "--yes");
    assertThat(ran.out()).isEqualTo("Changed 2 jobs.\n");
    assertThat(ran.err()).isEqualTo("queuectl: 1 of them is dead now, with no attempts left.\n");
    assertThat(state("old")).isEqualTo(JobState.DEAD);
  }

  @Test
  void more_jobs_than_one_transaction_takes_are_all_edited_once() {
    var lines =
        java.util.stream.IntStream.range(0, 1234)
            .mapToObj(i -> "{\"id\": \"n%d\", \"command\": \"x\", \"queue\": \"q\"}".formatted(i));
    cli.in(lines.collect(Collectors.joining("\n"))).run("enqueue", "-");
    for (var options : List.of(List.of("--text", "n"), List.of("--state", "pending"))) {
      var words = new java.util.ArrayList<>(List.of("edit", "--from-queue", "q", "--priority"));
      words.add(Integer.toString(options.size() + options.getFirst().length()));
      words.addAll(options);
      words.add("--yes");
      assertThat(cli.run(words.toArray(String[]::new)).out()).isEqualTo("Changed 1,234 jobs.\n");
    }
    assertThat(cli.run("edit", "--from-queue", "q", "--queue", "a", "--yes").out())
        .isEqualTo("Changed 1,234 jobs.\n");
    assertThat(cli.run("list", "--queue", "a", "--all").lines()).hasSize(1235);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "cancel", "retry", "hold", "release", "remove", "export"})
  void help_completion_and_the_manual_know_the_options(String command) {
    var help = cli.run(command, "--help").out();
    var manual = cli.run("help", "--man").out();
    var section = manual.substring(manual.indexOf("\n.SS \"queuectl " + command + "\"\n") + 1);
    section = section.substring(0, section.indexOf("\n.SS ", 1));
    for (var option : List.of("--state", "--queue", "--text", "--since", "--until")) {
      assertThat(help).contains(option);
      assertThat(section).contains(option.replace("-", "\\-"));
      assertThat(cli.run("complete", "--", command, option.substring(0, 4)).out()).contains(option);
    }
  }
}
