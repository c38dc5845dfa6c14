package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobState;
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
            "queuectl: Cancel all pending, processing, failed jobs with \"ffmpeg\" enqueued since"
                + " 2h: not confirmed; nothing was cancelled. Add --yes.\n");
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
    assertThat(cli.run("retry", "--text", "ffmpeg").out()).isEqualTo("Retried 1 job.\n");
    assertThat(state("old")).isEqualTo(JobState.PENDING);
    assertThat(state("new")).isEqualTo(JobState.CANCELLED);
    assertThat(cli.run("retry", "--state", "cancelled", "--since", "2h", "--json").out())
        .isEqualTo("{\"retried\": 1}\n");
    assertThat(state("new")).isEqualTo(JobState.PENDING);
  }

  @Test
  void holds_and_releases_those_that_match() {
    assertThat(cli.run("hold", "--queue", "slow").out()).isEqualTo("Held 2 jobs.\n");
    assertThat(cli.run("release", "--text", "rsync").out()).isEqualTo("Released 1 job.\n");
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
    "remove,  processing, removed"
  })
  void a_state_that_the_verb_does_not_suit_is_refused(String verb, String state, String done) {
    var ran = cli.run(verb, "--state", state);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: %s jobs cannot be %s. ".formatted(state, done));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry", "hold", "release", "remove"})
  void ids_and_options_cannot_be_combined_nor_both_left_out(String verb) {
    for (var words : List.of(List.of(verb), List.of(verb, "old", "--text", "ffmpeg"))) {
      var ran = cli.run(words.toArray(String[]::new));
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo(
              "queuectl: give either ids or options such as --state to say which jobs to %s. See queuectl %s --help.\n"
                  .formatted(verb, verb));
    }
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
