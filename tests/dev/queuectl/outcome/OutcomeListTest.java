package dev.queuectl.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeListTest {
  private static End end(String text) {
    return switch (text) {
      case "KILL" -> new End(End.Kind.KILLED, 137, 9, () -> "");
      case "TERM" -> new End(End.Kind.KILLED, 143, 15, () -> "");
      case "timeout" -> new End(End.Kind.TIMED_OUT, 124, 0, () -> "");
      case "not-started" -> new End(End.Kind.NOT_STARTED, 125, 0, () -> "");
      default -> new End(End.Kind.EXITED, Integer.parseInt(text), 0, () -> "a\nout of memory, b/c");
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2                          | 2           | 3
          2, 64-78                   | 64          | 63
          2,64-78                    | 78          | 79
          137                        | KILL        | TERM
          SIGKILL                    | KILL        | 137
          kill                       | KILL        | TERM
          signal                     | TERM        | 143
          killed                     | KILL        | 137
          timeout                    | timeout     | 124
          124                        | timeout     | 125
          not-started                | not-started | 125
          not_started                | not-started | 125
          stderr:/out of memory, b/c/ | 1          | KILL
          stderr:/^out/,3            | 3           | KILL
          3,stderr:/memory, .\\/c$/  | 1           | timeout
          stderr:/x/,stderr:/^a$/    | 1           | timeout
          none                       | no          | 1
          """)
  void names_ends(String list, String named, String other) {
    var parsed = OutcomeList.of(list, 1);
    assertThat(named.equals("no") || parsed.has(end(named))).isTrue();
    assertThat(parsed.has(end(other))).isFalse();
    assertThat(OutcomeList.of(parsed.toString(), 1)).hasToString(parsed.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          256               | 256 is no exit code: they go from 1 to 255
          64-300            | 64-300 is no exit code: they go from 1 to 255
          99999999999       | 99999999999 is no exit code: they go from 1 to 255
          0                 | 0: 0 always is a success
          78-64             | the range 78-64 ends before it begins: write 64-78
          ''                | is empty; write none, or what it names, such as 2,64-78
          2,,3              | "2,,3" has a comma too many
          SIGFOO            | "SIGFOO" is none of: a code such as 75,
          -1                | "-1" is none of: a code such as 75,
          stderr:memory     | a regular expression stands between two slashes
          stderr://         | a regular expression stands between two slashes
          stderr:/(/        | /(/ is no regular expression without look-around and references back
          stderr:/(a+)\\1/  | invalid escape sequence
          stderr:/(?=a)/    | invalid or unsupported Perl syntax
          stderr:/((a{999}){999}){999}/ | repeats its parts too often: it has more than 2,000 states
          stderr:/(([ab]{2,100}){9})\\d{1,300}{9}/ | repeats its parts too often
          stderr:/a{2,1}/   | invalid repeat count
          """)
  void says_what_is_wrong(String list, String sentence) {
    assertThatThrownBy(() -> OutcomeList.of(list, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"a{1000}b{900}", "([a-z0-9]{3}-){5}", "\\({50}", "[]{9}a]", "(a|b)*(c+)?", "a\\"})
  void an_expression_of_some_size_is_none_too_large(String expression) {
    if (expression.endsWith("\\")) {
      assertThatThrownBy(() -> OutcomeList.of("stderr:/" + expression + "/", 1))
          .hasMessageContaining("trailing backslash");
    } else {
      assertThat(OutcomeList.of("stderr:/" + expression + "/", 1).isEmpty()).isFalse();
    }
  }

  @Test
  void zero_is_a_success_only() {
    assertThat(OutcomeList.of("0,3", 0)).hasToString("0,3");
  }

  @Test
  void a_list_has_a_limit() {
    assertThatThrownBy(() -> OutcomeList.of("stderr:/" + "a".repeat(1000) + "/", 1))
        .hasMessage("has 1,009 characters; the limit is 1,000");
  }

  /// Backtracking engines need more than the age of the universe for these.
  @ParameterizedTest
  @CsvSource({"(a+)+$", "(a|aa)+$", "(x+x+)+y", "(.*a){20}b"})
  @Timeout(20)
  void no_expression_takes_for_ever(String expression) {
    var text = "a".repeat(32 * 1024) + "x".repeat(32 * 1024) + "!";
    var list = OutcomeList.of("stderr:/" + expression + "/", 1);
    assertThat(list.has(new End(End.Kind.EXITED, 1, 0, () -> text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'2,3', '64-78,3', 3",
    "64-78, 70-80, 70",
    "signal, SIGKILL, SIGKILL",
    "SIGTERM, killed, SIGTERM",
    "timeout, 'timeout,3', timeout",
    "not-started, not-started, not-started",
    "'stderr:/a/', 'stderr:/a/', stderr:/a/",
    "'stderr:/a/', 'stderr:/b/',",
    "137, SIGKILL,",
    "'1-9', '10-20',"
  })
  void two_lists_may_have_something_in_common(String one, String other, String both) {
    assertThat(OutcomeList.of(one, 1).common(OutcomeList.of(other, 1)).orElse(null))
        .isEqualTo(both);
  }
}
