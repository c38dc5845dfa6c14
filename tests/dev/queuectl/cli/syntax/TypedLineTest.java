package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.ShellWords;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedLineTest {
  private static String words(String line) {
    return String.join("|", TypedLine.of(line).texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        "list --state dead=list|--state|dead",
        "  list\t\tx  =list|x",
        "enqueue 'sleep 2 && echo \"done\"'=enqueue|sleep 2 && echo \"done\"",
        "enqueue \"it's $HOME \\\"q\\\" \\$x \\n\"=enqueue|it's $HOME \"q\" $x \\n",
        "enqueue a\\ b\\'c=enqueue|a b'c",
        "a'b c'\"d e\"f=ab cd ef",
        "list # and no more=list",
        "list a#b=list|a#b",
        "# nothing=``",
      })
  void words_and_quotes_are_those_of_a_posix_shell(String line, String expected) {
    assertThat(words(line)).isEqualTo(expected);
    assertThat(TypedLine.of(line).isWhole()).isTrue();
  }

  @Test
  void an_empty_word_in_quotes_is_a_word() {
    assertThat(TypedLine.of("enqueue ''").texts()).containsExactly("enqueue", "");
  }

  @Test
  void json_needs_no_quotes() {
    assertThat(TypedLine.of("{\"id\": \"a b\", \"command\": \"echo '}' \\\"\"} --force").texts())
        .containsExactly("{\"id\": \"a b\", \"command\": \"echo '}' \\\"\"}", "--force");
    assertThat(TypedLine.of("enqueue [{\"command\":\"a\"}, {\"command\":\"b\"}]").texts())
        .containsExactly("enqueue", "[{\"command\":\"a\"}, {\"command\":\"b\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        "enqueue 'a='",
        "enqueue \"a='\"",
        "enqueue a \\=\\",
        "{\"id\": \"a\"=}",
        "{\"id\": \"a}=}",
      })
  void a_line_says_what_it_misses(String line, String missing) {
    var expected = missing.equals("'\"") ? "\"" : missing;
    assertThat(TypedLine.of(line).missing()).isEqualTo(expected);
  }

  @Test
  void a_line_that_goes_on_keeps_the_break_in_quotes_and_loses_an_escaped_one() {
    assertThat(TypedLine.of("enqueue 'a\nb'").texts()).containsExactly("enqueue", "a\nb");
    assertThat(TypedLine.of("list \\\n--all").texts()).containsExactly("list", "--all");
    assertThat(TypedLine.of("list # x\nstatus").texts()).containsExactly("list", "status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list | head", "list > f", "a; b", "a && b", "list <f", "a& b"})
  void operators_of_a_shell_are_noticed(String line) {
    assertThat(TypedLine.of(line).operator()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enqueue 'a | b'", "enqueue a\\;b", "{\"command\":\"a; b\"}", "x # a|b"})
  void but_not_in_quotes(String line) {
    assertThat(TypedLine.of(line).operator()).isEmpty();
  }

  @Test
  void the_program_s_own_name_in_front_means_nothing() {
    assertThat(TypedLine.of("queuectl list").command()).containsExactly("list");
    assertThat(TypedLine.of("./queuectl list").command()).containsExactly("list");
    assertThat(TypedLine.of("queuectl").command()).isEmpty();
  }

  @Test
  void what_is_written_for_a_shell_is_read_back() {
    var random = new Random(5);
    for (var round = 0; round < 2000; round++) {
      var words =
          IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> anything(random)).toList();
      assertThat(TypedLine.of(ShellWords.quoted(words)).texts()).isEqualTo(words);
    }
  }

  @Test
  void no_text_is_too_odd_to_be_split() {
    var random = new Random(6);
    for (var round = 0; round < 2000; round++) {
      var line = anything(random) + anything(random);
      var words = TypedLine.of(line).words();
      assertThat(words).allMatch(word -> word.start() < word.end() && word.end() <= line.length());
    }
  }

  private static String anything(Random random) {
    var letters = "ab'\"\\ {}[]:,#$|;\n\t=-ü";
    var text = new StringBuilder();
    random
        .ints(random.nextInt(8), 0, letters.length())
        .forEach(i -> text.append(letters.charAt(i)));
    return text.toString();
  }
}
