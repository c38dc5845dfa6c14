package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.textarea;

import dev.queuectl.report.JobField;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/enqueue`: a form for one job, in the words of the command line.
public final class EnqueuePage {
  private static final List<JobField> USUAL =
      List.of(JobField.QUEUE, JobField.PRIORITY, JobField.DELAY, JobField.TIMEOUT);

  /// Every other field that has a hint.
  private static final List<JobField> FURTHER =
      Stream.of(JobField.values())
          .filter(field -> !USUAL.contains(field) && hint(field) != null)
          .toList();

  private static @Nullable String hint(JobField field) {
    return switch (field) {
      case QUEUE -> "default";
      case PRIORITY -> "higher runs first";
      case DELAY -> "10m, or empty";
      case TIMEOUT -> "30m; empty for the default";
      case ID -> "empty for a generated one";
      case RUN_AT -> "tomorrow 09:00, 2026-01-31 09:00";
      case MAX_RETRIES -> "attempts in all; empty for the default";
      case BACKOFF -> "exponential, linear or fixed";
      case BACKOFF_BASE -> "seconds";
      case BACKOFF_MAX -> "1h";
      case CWD -> "the directory to run in";
      case COMMAND, HELD -> null; // drawn in their own way
      case ENV -> null; // may be secret, and a browser would keep it
    };
  }

  private EnqueuePage() {}

  /// @param values what is filled in already, by field
  public static String html(Map<String, String> values, Frame frame) {
    return Layout.page(
        frame,
        Topic.ENQUEUE,
        "Enqueue",
        Parts.heading("Enqueue a job"),
        form(
                label(
                    span("Command"),
                    textarea(values.getOrDefault("command", ""))
                        .withName("command")
                        .withRows("4")
                        .withPlaceholder("pg_dump -Fc shop -f shop.dump")
                        .attr("spellcheck", "false")
                        .attr("required")
                        .attr("autofocus")),
                fields(USUAL, values),
                details(
                    summary("More"),
                    fields(FURTHER, values),
                    label(
                            input()
                                .withType("checkbox")
                                .withName("held")
                                .withValue("true")
                                .withCondChecked("true".equals(values.get("held"))),
                            span("Hold it until it is released"))
                        .withClass("check")),
                div(
                        button("Enqueue").withType("submit").withClass("button primary"),
                        a("Back").withHref("/jobs").withClass("button quiet"))
                    .withClass("buttons"),
                p("It runs under /bin/sh with the worker's permissions.").withClass("muted"))
            .withMethod("post")
            .withAction("/enqueue")
            .withClass("card enqueue"));
  }

  private static DomContent fields(List<JobField> fields, Map<String, String> values) {
    return div(each(fields, field -> field(field, values.getOrDefault(field.key(), ""))))
        .withClass("fields");
  }

  private static DomContent field(JobField field, String value) {
    var name = field.key();
    return label(
        span(name.replace('_', ' ')),
        input()
            .withType("text")
            .withName(name)
            .withValue(value)
            .withMaxlength(field == JobField.CWD ? "4000" : "128")
            .attr("autocomplete", "off"),
        small(hint(field)).withClass("muted"));
  }
}
