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

import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// `/enqueue`: a form for one job, in the words of the command line.
public final class EnqueuePage {
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
                fields(JobField.Place.USUAL, values),
                details(
                    summary("More"),
                    fields(JobField.Place.FURTHER, values),
                    stdin(values),
                    each(flags().map(flag -> check(flag, values.getOrDefault(flag.key(), ""))))),
                div(
                        button("Enqueue").withType("submit").withClass("button primary"),
                        a("Back").withHref("/jobs").withClass("button quiet"))
                    .withClass("buttons"),
                p("It runs under the shell, with the environment and the permissions of its worker.")
                    .withClass("muted"))
            .withMethod("post")
            .withAction("/enqueue")
            .withClass("card enqueue"));
  }

  private static DomContent fields(JobField.Place place, Map<String, String> values) {
    return div(each(
            Arrays.stream(JobField.values())
                .filter(field -> field.place() == place && isLine(field))
                .map(field -> field(field, values.getOrDefault(field.key(), "")))))
        .withClass("fields");
  }

  private static Stream<JobField> flags() {
    return Arrays.stream(JobField.values())
        .filter(field -> isFlag(field) && field.place() != JobField.Place.NOWHERE);
  }

  private static boolean isLine(JobField field) {
    return !isFlag(field) && field != JobField.STDIN;
  }

  private static boolean isFlag(JobField field) {
    return field.kind() instanceof FieldKind.Flag;
  }

  private static DomContent check(JobField field, String value) {
    return label(
            input()
                .withType("checkbox")
                .withName(field.key())
                .withValue("true")
                .withCondChecked(value.equals("true")),
            span(field.hint()))
        .withClass("check");
  }

  /// Bytes that are no text are carried along as they are.
  private static DomContent stdin(Map<String, String> values) {
    var bytes = values.get(JobField.STDIN_BASE64.key());
    if (bytes != null) {
      return label(
          span("stdin"),
          Parts.hidden(JobField.STDIN_BASE64.key(), bytes),
          small("the same bytes as that job").withClass("muted"));
    }
    return label(
        span("stdin"),
        // HTML takes away the first line break.
        textarea("\n" + values.getOrDefault(JobField.STDIN.key(), ""))
            .withName(JobField.STDIN.key())
            .withRows("3")
            .attr("spellcheck", "false"),
        small(JobField.STDIN.hint()).withClass("muted"));
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
        small(field.hint()).withClass("muted"));
  }
}
