package dev.queuectl.report.run;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.report.Output;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// A run as JUnit's XML, in the form that CI systems read: one suite, a test case a job. Completed
/// jobs have passed, dead ones failed, cancelled ones were skipped, and those that have not ended
/// are errors, since a run that was cut off must not look like a good one.
public final class JunitXml {
  private static final int NAME_LETTERS = 200;

  private final Output out;

  /// Told a dead job, the end of what it has printed.
  private final Function<Job, String> printed;

  public JunitXml(Output out, Function<Job, String> printed) {
    this.out = out;
    this.printed = printed;
  }

  public void write(JobRun run, String at) {
    var summary = run.summary();
    var counts =
        "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
            .formatted(
                summary.total(),
                summary.count(JobState.DEAD),
                summary.unfinished(),
                summary.count(JobState.CANCELLED),
                seconds(summary.ran()));
    var name = escaped(run.name());
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.line("<testsuites name=\"%s\" %s>".formatted(name, counts));
    out.line("<testsuite name=\"%s\" %s timestamp=\"%s\">".formatted(name, counts, at));
    run.jobs().forEach(this::write);
    out.line("</testsuite>");
    out.line("</testsuites>");
  }

  private void write(Job job) {
    var head =
        "<testcase classname=\"%s\" name=\"%s\" time=\"%s\""
            .formatted(escaped(job.queue()), escaped(name(job)), seconds(JobRun.ran(job)));
    if (job.state() == JobState.COMPLETED) {
      out.line(head + "/>");
      return;
    }
    out.line(head + ">");
    switch (job.state()) {
      case DEAD -> {
        var error = escaped(String.valueOf(job.error()));
        out.line(
            "<failure message=\"%s\" type=\"dead\">%s</failure>"
                .formatted(error, escaped(printed.apply(job))));
      }
      case CANCELLED -> out.line("<skipped message=\"%s\"/>".formatted(escaped(reason(job))));
      case PENDING, PROCESSING, FAILED, COMPLETED ->
          out.line(
              "<error message=\"has not ended, is %s\" type=\"unfinished\"/>"
                  .formatted(job.state().word()));
    }
    out.line("</testcase>");
  }

  private static String reason(Job job) {
    return job.ties().isSkipped() ? String.valueOf(job.error()) : "cancelled";
  }

  private static String name(Job job) {
    var name = job.id() + ": " + job.command();
    return name.length() > NAME_LETTERS ? name.substring(0, NAME_LETTERS) + "..." : name;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", Durations.seconds(duration));
  }

  /// Also for attributes. What XML 1.0 (section 2.2) has no character for becomes U+FFFD.
  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t', '\r' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(isCharacter(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean isCharacter(int c) {
    return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
  }
}
