package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {
  private static FailureCause cause(String error, String lastLine) {
    return FailureCause.of(error, lastLine);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl: (7) Failed to connect to 10.0.0.17 port 8080   | curl: (N) Failed to connect to N port N
          cp: cannot stat '/srv/in/4711.csv': No such file     | cp: cannot stat 'PATH': No such file
          ./run.sh: line 12: foo: not found                    | PATH: line N: foo: not found
          2026-06-01T08:00:00.123 ERROR at 0x7f3a and/or 3.5   | NTN ERROR at N and/or N
          no job 550e8400-e29b-41d4-a716-446655440000 in C:\\x | no job N in PATH
          commit 9fceb02d0ae5 of cafe                          | commit N of cafe
          """)
  void messages_lose_their_numbers_and_paths(String line, String message) {
    assertThat(cause("exit code 1", line).message()).isEqualTo(message);
  }

  @Test
  void colours_and_blanks_make_no_difference() {
    assertThat(cause("exit code 1", "\u001b[31merror:\t\tno  route\u001b[0m"))
        .isEqualTo(cause("exit code 1", "error: no route"))
        .isEqualTo(cause("exit code 1", "\u001b]0;title\u0007error: no route"));
  }

  @Test
  void a_long_line_is_cut() {
    assertThat(cause("exit code 1", "x".repeat(5000)).message()).hasSize(203);
  }

  @Test
  void codes_and_signals_tell_causes_apart_and_limits_do_not() {
    assertThat(cause("exit code 1", "")).isNotEqualTo(cause("exit code 2", ""));
    assertThat(cause("killed by SIGKILL", "")).isNotEqualTo(cause("killed by SIGSEGV", ""));
    assertThat(cause("timed out after 5s", "")).isEqualTo(cause("timed out after 1m", ""));
    assertThat(cause("interrupted 5 times, the last time: x", ""))
        .isEqualTo(cause("interrupted 6 times, the last time: x", ""));
    assertThat(cause("", "").describe()).isEqualTo("unknown");
  }

  /// Errors are stored in the words of the outcome.
  @Test
  void the_words_of_outcomes_are_known() {
    assertThat(cause(new Outcome.Failed(3).describe(), "").ending()).isEqualTo("exit code 3");
    assertThat(cause(new Outcome.Failed(127).describe(), "").ending()).contains("code 127");
    assertThat(cause(new Outcome.Killed(9).describe(), "").ending()).isEqualTo("killed by SIGKILL");
    assertThat(cause(new Outcome.TimedOut(Duration.ofSeconds(5), null).describe(), "").ending())
        .isEqualTo("timed out");
  }

  @Test
  void a_rule_that_buried_a_job_is_not_what_it_died_of() {
    assertThat(cause("exit code 2: in give_up_on, so it was not retried", "").ending())
        .isEqualTo("exit code 2");
    assertThat(cause("killed by SIGKILL: not in retry_only_on, so it was not retried", ""))
        .isEqualTo(cause("killed by SIGKILL", ""));
    assertThat(cause("exit code 75, after 1,000 snoozes (max_snoozes)", "").ending())
        .isEqualTo("exit code 75");
  }

  @Test
  void a_cause_has_a_short_name_that_stays() {
    assertThat(cause("exit code 7", "no route to host 1").name())
        .isEqualTo(cause("exit code 7", "no route to host 2").name())
        .isNotEqualTo(cause("exit code 8", "no route to host 1").name())
        .satisfies(name -> assertThat(FailureCause.isName(name)).isTrue());
    assertThat(FailureCause.isName("4k7t2m")).isFalse();
    assertThat(FailureCause.isName("4K7T2M8X")).isFalse();
  }
}
