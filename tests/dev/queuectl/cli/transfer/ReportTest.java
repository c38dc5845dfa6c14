package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "good");
    cli.finish(new Outcome.Succeeded());
    cli.run("enqueue", "sh -c 'exit 3' <&- \"|\"", "--id", "bad", "--retries", "1");
    cli.finish(new Outcome.Failed(3), "", "no\u0001 </pre> route & \"more\"\n");
    cli.run("enqueue", "true", "--id", "given-up");
    cli.run("cancel", "given-up");
    cli.run("enqueue", "true", "--id", "waiting", "--queue", "other");
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element only(Document xml, String name) {
    var found = xml.getElementsByTagName(name);
    assertThat(found.getLength()).as(name).isEqualTo(1);
    return (Element) found.item(0);
  }

  @Test
  void a_failure_that_wrote_no_errors_shows_what_it_printed_otherwise() throws Exception {
    cli.run("enqueue", "./tests", "--id", "tests", "--retries", "1", "--queue", "told");
    cli.run("cancel", "waiting");
    cli.finish(new Outcome.Failed(1), "FAILED test_x\n", "\n");
    cli.run("report", "--queue", "told", "--junit", "told.xml", "--markdown", "told.md");
    var xml = parsed(Files.readString(directory.resolve("told.xml")));
    assertThat(only(xml, "failure").getTextContent()).contains("FAILED test_x");
    assertThat(Files.readString(directory.resolve("told.md"))).contains("FAILED test_x");
  }

  @Test
  void writes_junit_xml_that_a_parser_reads() throws Exception {
    assertThat(cli.run("report", "--junit", "report.xml").out()).isEmpty();
    var xml = parsed(Files.readString(directory.resolve("report.xml")));
    for (var suite : new Element[] {only(xml, "testsuites"), only(xml, "testsuite")}) {
      assertThat(suite.getAttribute("tests")).isEqualTo("4");
      assertThat(suite.getAttribute("failures")).isEqualTo("1");
      assertThat(suite.getAttribute("errors")).isEqualTo("1");
      assertThat(suite.getAttribute("skipped")).isEqualTo("1");
      assertThat(suite.getAttribute("time")).isEqualTo("0.000");
    }
    assertThat(only(xml, "testsuite").getAttribute("timestamp")).isEqualTo("2026-06-01T08:00:00");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    var failure = only(xml, "failure");
    assertThat(failure.getAttribute("message")).isEqualTo("exit code 3");
    assertThat(failure.getTextContent()).isEqualTo("no\ufffd </pre> route & \"more\"\n");
    var testCase = (Element) failure.getParentNode();
    assertThat(testCase.getAttribute("classname")).isEqualTo("default");
    assertThat(testCase.getAttribute("name")).isEqualTo("bad: sh -c 'exit 3' <&- \"|\"");
    assertThat(only(xml, "error").getAttribute("message")).isEqualTo("has not ended, is pending");
    only(xml, "skipped");
  }

  @Test
  void no_job_is_missed_where_the_clock_was_set_back() {
    cli.clock = InstantSource.fixed(Cli.NOW.minusSeconds(7200));
    cli.run("enqueue", "true", "--id", "back-then");
    cli.clock = InstantSource.fixed(Cli.NOW.plusSeconds(1));
    var ran = cli.run("report", "--markdown", "--since", "1h", "--exit-code");
    assertThat(ran.out()).contains("## Jobs: 1 of 4 died");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void writes_markdown() {
    assertThat(cli.run("report", "--markdown").lines())
        .containsExactly(
            "## Jobs: 1 of 4 died",
            "",
            "| state | jobs |",
            "|---|---:|",
            "| pending | 1 |",
            "| completed | 1 |",
            "| dead | 1 |",
            "| cancelled | 1 |",
            "",
            "Total run time: 0s.",
            "",
            "| job | command | error | attempts |",
            "|---|---|---|---:|",
            "| bad | sh -c 'exit 3' &lt;&amp;- &quot;\\|&quot; | exit code 3 | 1/1 |",
            "",
            "<details><summary>bad</summary><pre>no\ufffd &lt;/pre&gt; route &amp;"
                + " &quot;more&quot;</pre></details>");
  }

  @Test
  void reports_on_a_queue_or_since_a_time() {
    assertThat(cli.run("report", "--markdown", "--queue", "other").lines().getFirst())
        .isEqualTo("## Queue other: 1 of 1 have not ended");
    cli.clock = InstantSource.fixed(Cli.NOW.plusSeconds(3600));
    cli.run("enqueue", "true", "--id", "late");
    assertThat(cli.run("report", "--markdown", "--since", "30m").lines())
        .contains("| pending | 1 |")
        .doesNotContain("| dead | 1 |");
    assertThat(cli.run("report", "--markdown", "--since", "2026-06-01T08:00:00Z").lines())
        .contains("| pending | 2 |");
    assertThat(cli.run("report", "--markdown", "--queue", "none").lines().getFirst())
        .isEqualTo("## Queue none: no jobs");
  }

  @Test
  void tells_by_its_exit_code_if_asked_to() {
    assertThat(cli.run("report", "--markdown").code()).isZero();
    assertThat(cli.run("report", "--markdown", "--exit-code").code()).isEqualTo(1);
    assertThat(cli.run("report", "--markdown", "--exit-code", "--queue", "none").code()).isZero();
  }

  @Test
  void refuses_what_it_cannot_write() {
    assertThat(cli.run("report").code()).isEqualTo(2);
    assertThat(cli.run("report", "--junit", "-", "--markdown").code()).isEqualTo(2);
    assertThat(cli.run("report", "--junit", "none/report.xml").code()).isEqualTo(2);
    assertThat(cli.run("report", "--markdown", "--since", "soon").code()).isEqualTo(2);
    assertThat(cli.run("report", "--junit").code()).isEqualTo(2);
  }

  /// Does something to the queue once the first part of an answer has been written.
  private static final class Meddling extends ByteArrayOutputStream {
    private @Nullable Runnable meddle;

    Meddling(Runnable meddle) {
      this.meddle = meddle;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      var now = meddle;
      meddle = null;
      if (now != null) {
        now.run();
      }
    }
  }

  /// More than are read at once, so that some of them are read after the first were written.
  private Cli meddling() {
    var lines =
        IntStream.range(0, 1500)
            .mapToObj(i -> "{\"id\": \"n%d\", \"command\": \"x\"}".formatted(i))
            .toList();
    cli.in(String.join("\n", lines));
    cli.run("enqueue", "-", "--queue", "many");
    var other = new Cli(directory);
    cli.out =
        new Meddling(
            () -> {
              other.run("cancel", "n3", "n1400");
              other.run("enqueue", "new", "--id", "n5", "--queue", "many", "--force");
            });
    return cli;
  }

  @Test
  void what_a_report_counts_is_what_it_lists_although_the_queue_moves() throws Exception {
    var ran = meddling().run("report", "--junit", "-", "--queue", "many");
    var xml = parsed(ran.out());
    assertThat(only(xml, "testsuite").getAttribute("tests")).isEqualTo("1500");
    assertThat(only(xml, "testsuite").getAttribute("skipped")).isEqualTo("0");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1500);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isZero();
    assertThat(cli.job("n3").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void an_export_is_of_one_moment_although_the_queue_moves() throws Exception {
    var ran = meddling().run("export", "--queue", "many");
    assertThat(ran.lines()).hasSize(1500).allMatch(line -> line.contains("\"state\": \"pending\""));
    cli.out = new ByteArrayOutputStream();
    cli.run("remove", "--state", "pending,cancelled", "--yes");
    assertThat(cli.in(ran.out()).run("import", "-").out()).isEqualTo("Imported 1,500 jobs.\n");
  }

  @Test
  void in_a_snapshot_nothing_is_seen_of_others_and_nothing_can_be_written() {
    cli.store(
        store ->
            store.snapshot(
                () -> {
                  var before = store.jobs().counts();
                  cli.run("cancel", "waiting");
                  assertThat(store.jobs().counts()).isEqualTo(before);
                  assertThatThrownBy(() -> ByHand.remove(store.jobs(), "bad"))
                      .isInstanceOf(IllegalStateException.class);
                  return true;
                }));
    assertThat(cli.job("bad").state()).isEqualTo(JobState.DEAD);
    assertThat(cli.job("waiting").state()).isEqualTo(JobState.CANCELLED);
  }
}
