package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.xml.parsers.DocumentBuilderFactory;
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
            "They ran for 0s in all.",
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
}
