package dev.queuectl.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.report.JsonValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final Pattern AFTER = Pattern.compile("--after (\\S+)");

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void threeJobs() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
    cli.finish(new Outcome.Succeeded(), "one\nConnection REFUSED\n", "");
    cli.run("enqueue", "make", "--id", "b", "--queue", "mail", "--max-retries", "1");
    cli.finish(new Outcome.Failed(3), "", "connection refused by x\nagain: connection refused\n");
    cli.run("enqueue", "make", "--id", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "grep", "logs --search"})
  void findsLinesOfAllJobsTheNewestJobFirst(String name) {
    var words = (name + " connection refused").split(" ");
    var ran = cli.run(words);
    assertThat(ran.out())
        .isEqualTo(
            """
            b/1/stderr:1: connection refused by x
            b/1/stderr:2: again: connection refused
            a/1/stdout:2: Connection REFUSED
            """);
    assertThat(ran.err()).isEqualTo("queuectl: searched 73 bytes of output of 3 jobs.\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void narrowsAsListsDo() {
    assertThat(cli.run("search", "refused", "--queue", "mail").lines()).hasSize(2);
    assertThat(cli.run("search", "refused", "--state", "completed").lines()).hasSize(1);
    assertThat(cli.run("search", "refused", "--since", "2026-06-02").err())
        .isEqualTo("queuectl: nothing found; searched 0 bytes of output of 0 jobs.\n");
    assertThat(cli.run("search", "refused", "--queue", "mial").err())
        .contains("There is no queue \"mial\". Did you mean mail?");
  }

  @Test
  void stopsAtALimitAndGoesOnThere() {
    var first = cli.run("search", "refused", "-n", "1");
    assertThat(first.out()).isEqualTo("b/1/stderr:1: connection refused by x\n");
    var after = AFTER.matcher(first.err());
    assertThat(after.find()).isTrue();
    var rest = cli.run("search", "refused", "--after", after.group(1));
    assertThat(rest.lines())
        .containsExactly(
            "b/1/stderr:2: again: connection refused", "a/1/stdout:2: Connection REFUSED");
  }

  @Test
  void printsJsonThatSaysWhereEachLineIs() {
    var line = JsonValues.object(cli.run("search", "by x", "--jsonl").out());
    assertThat(line)
        .containsEntry("id", "b")
        .containsEntry("stream", "stderr")
        .containsEntry("text", "connection refused by x");
    assertThat(cli.run("search", "nothing like it", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void whatWasRemovedIsNotFound() throws Exception {
    Files.delete(cli.logs().output(cli.job("b").seq(), 1).stderr());
    assertThat(cli.run("search", "refused").lines()).hasSize(1);
    cli.run("remove", "a", "--yes");
    assertThat(cli.run("search", "refused").lines()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithATextThatNoLineCanContain() {
    var empty = cli.run("search", " ");
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err())
        .isEqualTo(
            "queuectl: there is no text to search for. Say what the lines should contain.\n");
    assertThat(cli.run("search", "a\nb").err()).contains("several lines");
    assertThat(cli.run("search", "a", "--after", "x").err())
        .contains("--after is no place where a search has stopped");
  }
}
