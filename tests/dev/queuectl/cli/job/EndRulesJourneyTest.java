package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndRulesJourneyTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --give-up-on 2 --retry-only-on 2        | 2 is in give_up_on and in retry_only_on
          --success-on 64-78 --snooze-on 75       | 75 is in success_on and in snooze_on
          --give-up-on signal --retry-only-on SIGKILL | SIGKILL is in give_up_on and in retry_only_on
          --give-up-on 256                        | give_up_on: 256 is no exit code: they go from 1 to 255
          --give-up-on 0                          | give_up_on: 0: 0 always is a success
          --success-on=                           | success_on: is empty; write none, or what it names, such as 2,64-78
          --snooze-on SIGFOO                      | snooze_on: "SIGFOO" is none of
          --snooze-on 75 --snooze 0               | snooze must be at least 1s, was 0
          --snooze-on 75 --max-snoozes -1         | max_snoozes must be between 0 and 1000000, was -1
          --give-up-on stderr:/(a+)\\1/           | give_up_on: /(a+)\\1/ is no regular expression without look-around
          --give-up-on stderr:/((a{999}){999}){999}/ | give_up_on: /((a{999}){999}){999}/ repeats its parts too often
          """)
  void a_rule_that_cannot_be_is_refused(String options, String sentence) {
    var args = ("enqueue true " + options).split(" ");
    var ran = cli.run(args);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence);
    assertThat(cli.run("list", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void rules_that_contradict_each_other_are_not_configured() {
    cli.run("config", "set", "give_up_on", "2,64-78");
    var ran = cli.run("config", "set", "snooze_on", "75");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("75 is in give_up_on and in snooze_on");
    assertThat(cli.run("config", "get", "snooze_on").out()).isEqualTo("none\n");
    assertThat(cli.run("config", "set", "snooze_on=75", "give_up_on=2").code()).isZero();
  }

  @Test
  void an_edit_must_not_contradict_what_the_job_says() {
    cli.run("enqueue", "true", "--id", "a", "--give-up-on", "2");
    var ran = cli.run("edit", "a", "--retry-only-on", "2");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("2 is in give_up_on and in retry_only_on");
  }

  @Test
  void a_job_in_json_has_rules_and_shows_them() {
    cli.run("enqueue", "{\"id\":\"a\",\"command\":\"make\",\"give_up_on\":\"2, sigkill\"}");
    assertThat(cli.run("show", "a").lines()).contains("give_up_on: 2,SIGKILL");
    assertThat(cli.run("show", "a", "--json").out()).contains("\"give_up_on\": \"2,SIGKILL\"");
  }

  @Test
  void a_job_that_was_given_up_says_why() {
    cli.run("enqueue", "make", "--id", "a", "--give-up-on", "2");
    cli.finish(new Outcome.Failed(2), "", "");
    assertThat(cli.job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(cli.run("why", "a").out())
        .contains("exit code 2: in give_up_on, so it was not retried");
    assertThat(cli.run("metrics", "--json").out()).contains("\"gave_up\": 1");
  }

  @Test
  void a_snoozed_job_says_until_when() {
    cli.run("enqueue", "make", "--id", "a", "--snooze-on", "75", "--snooze", "10m");
    cli.finish(new Outcome.Failed(75), "", "");
    assertThat(cli.run("why", "a").out())
        .startsWith("It was snoozed (exit code 75: in snooze_on, so it waits 10m), once so far;")
        .contains("(in 10m)");
    assertThat(cli.run("metrics").lines()).contains("snoozed: 1", "retries: 0");
  }
}
