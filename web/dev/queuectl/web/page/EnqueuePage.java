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

import dev.queuectl.JobField;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Map;

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

  private static DomContent fields(JobField.Place place, Map<String, String> values) {
    return div(each(
            Arrays.stream(JobField.values())
                .filter(field -> field.place() == place)
                .map(field -> field(field, values.getOrDefault(field.key(), "")))))
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
        small(field.hint()).withClass("muted"));
  }
}
