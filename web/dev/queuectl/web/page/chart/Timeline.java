package dev.queuectl.web.page.chart;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A job's life as a picture: waits are thin, runs are thick and look like their outcomes.
public final class Timeline {
  private static final double LEAST_PERCENT = 0.6;
  private static final double LABELLED_PERCENT = 3;

  private final Job job;
  private final List<Attempt> attempts;
  private final Frame frame;
  private final Instant begin;
  private final Instant end;

  private Timeline(Job job, List<Attempt> attempts, Frame frame) {
    this.job = job;
    this.attempts = attempts;
    this.frame = frame;
    this.begin = job.createdAt();
    this.end = end();
  }

  public static DomContent of(Job job, List<Attempt> attempts, Frame frame) {
    return new Timeline(job, attempts, frame).html();
  }

  private Instant end() {
    var last = job.finishedAt() != null ? job.finishedAt() : frame.now();
    for (var attempt : attempts) {
      last = later(last, attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt());
    }
    return later(last, begin.plusMillis(1));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  private DomContent html() {
    return figure(
            tag("svg")
                .withClass("timeline")
                .attr("role", "img")
                .attr("aria-label", summary())
                .attr("height", "44")
                .attr("width", "100%")
                .with(segments()),
            div(
                    span(text("enqueued "), When.ago(begin, frame)),
                    span(job.state().isFinal() ? "ended" : "now"))
                .withClass("axis"),
            legend())
        .withId("timeline")
        .attr("data-live", "morph");
  }

  private List<DomContent> segments() {
    var segments = new ArrayList<DomContent>();
    segments.add(segment("wait", begin, end, 20, 4, "waits, " + length(begin, end) + " in all"));
    for (var attempt : attempts) {
      var outcome = Objects.requireNonNullElse(attempt.outcome(), "running");
      var until = attempt.endedAt() == null ? frame.now() : attempt.endedAt();
      segments.add(
          segment(
              "run " + outcome,
              attempt.startedAt(),
              until,
              8,
              28,
              "attempt %d: %s, %s"
                  .formatted(
                      attempt.number(), words(outcome), length(attempt.startedAt(), until))));
      segments.add(label(attempt, until));
    }
    return segments;
  }

  private DomContent segment(
      String kind, Instant from, Instant to, int top, int height, String title) {
    var width = Math.max(LEAST_PERCENT, percent(to) - percent(from));
    return tag("rect")
        .withClass(kind)
        .attr("x", number(Math.clamp(percent(from), 0, 100 - width)))
        .attr("width", number(width))
        .attr("y", Integer.toString(top))
        .attr("height", Integer.toString(height))
        .attr("rx", "2")
        .with(tag("title").withText(title));
  }

  /// Where there is room for it.
  private DomContent label(Attempt attempt, Instant until) {
    var width = percent(until) - percent(attempt.startedAt());
    return width < LABELLED_PERCENT
        ? text("")
        : tag("text")
            .attr("x", number(percent(attempt.startedAt()) + width / 2))
            .attr("y", "26")
            .withText("#" + attempt.number());
  }

  private double percent(Instant at) {
    var whole = Math.max(1, Durations.between(begin, end).toMillis());
    return Math.clamp(100.0 * Durations.between(begin, at).toMillis() / whole, 0, 100);
  }

  private static String number(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }

  private static String length(Instant from, Instant to) {
    return Durations.text(Durations.between(from, to));
  }

  public static String words(String outcome) {
    return outcome.replace('_', ' ');
  }

  private String summary() {
    return "%s, %s since %s"
        .formatted(job.state().word(), Numbers.counted(attempts.size(), "attempt"), begin);
  }

  private DomContent legend() {
    var outcomes =
        attempts.stream()
            .map(attempt -> Objects.requireNonNullElse(attempt.outcome(), "running"))
            .distinct();
    return div(each(outcomes.map(Timeline::key))).withClass("legend");
  }

  private static DomContent key(String outcome) {
    return span(span().withClasses("key", outcome), text(words(outcome)));
  }
}
