package dev.queuectl.report.run;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.report.Output;
import dev.queuectl.report.Printable;
import java.util.function.Function;
import java.util.stream.Stream;

/// A run as a page of Markdown, as summaries of CI steps show it: the counts, and what died.
public final class MarkdownReport {
  /// Such summaries are cut when they get long.
  private static final int MOST_DEAD = 50;

  private static final int CELL_LETTERS = 120;

  private final Output out;

  /// Told a dead job, the end of what it has printed.
  private final Function<Job, String> printed;

  private final long most;

  /// @param all whether all dead jobs are shown, however many
  public MarkdownReport(Output out, Function<Job, String> printed, boolean all) {
    this.out = out;
    this.printed = printed;
    this.most = all ? Long.MAX_VALUE : MOST_DEAD;
  }

  public void write(JobRun run) {
    var summary = run.summary();
    var dead = summary.count(JobState.DEAD);
    out.line("## " + title(run, summary));
    out.line("");
    out.line("| state | jobs |");
    out.line("|---|---:|");
    for (var state : JobState.values()) {
      if (summary.count(state) > 0) {
        out.line("| %s | %,d |".formatted(state.word(), summary.count(state)));
      }
    }
    out.line("");
    out.line("Total run time: %s.".formatted(Durations.text(summary.ran())));
    if (dead > 0) {
      writeDead(run, dead);
    }
  }

  private static String title(JobRun run, JobRun.Summary summary) {
    var name = run.queue() == null ? "Jobs" : "Queue " + run.queue();
    if (summary.total() == 0) {
      return name + ": no jobs";
    }
    if (summary.count(JobState.DEAD) > 0) {
      return "%s: %,d of %,d died".formatted(name, summary.count(JobState.DEAD), summary.total());
    }
    return summary.unfinished() > 0
        ? "%s: %,d of %,d have not ended".formatted(name, summary.unfinished(), summary.total())
        : "%s: all %,d ended well".formatted(name, summary.total());
  }

  private void writeDead(JobRun run, long dead) {
    out.line("");
    out.line("| job | command | error | attempts |");
    out.line("|---|---|---|---:|");
    dead(run).forEach(this::row);
    if (dead > most) {
      out.line("");
      out.line("The newest %d of %,d are shown; --all shows all of them.".formatted(most, dead));
    }
    dead(run).forEach(this::details);
  }

  private Stream<Job> dead(JobRun run) {
    return run.jobs().filter(job -> job.state() == JobState.DEAD).limit(most);
  }

  private void row(Job job) {
    out.line(
        "| %s | %s | %s | %d/%d |"
            .formatted(
                cell(job.id()),
                cell(job.command()),
                cell(String.valueOf(job.error())),
                job.attempts(),
                job.maxAttempts()));
  }

  /// As HTML, in which nothing that a job has printed can end the block.
  private void details(Job job) {
    var text = printed.apply(job);
    if (!text.isBlank()) {
      out.line("");
      out.line(
          "<details><summary>%s</summary><pre>%s</pre></details>"
              .formatted(JunitXml.escaped(job.id()), JunitXml.escaped(text.strip())));
    }
  }

  private static String cell(String text) {
    var line = Printable.line(text);
    var cut = line.length() > CELL_LETTERS ? line.substring(0, CELL_LETTERS) + "..." : line;
    return JunitXml.escaped(cut).replace("|", "\\|").replace("`", "\\`").replace("*", "\\*");
  }
}
