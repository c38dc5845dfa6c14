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

import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.Map;

/// `/enqueue`: a form for one job, in the words of the command line.
public final class EnqueuePage {
  /// The fields there are, each with what is said about it.
  private static final Map<String, String> USUAL = new LinkedHashMap<>();

  private static final Map<String, String> FURTHER = new LinkedHashMap<>();

  static {
    USUAL.put("queue", "default");
    USUAL.put("priority", "higher runs first");
    USUAL.put("delay", "10m, or empty");
    USUAL.put("timeout", "30m; empty for the default");
    FURTHER.put("id", "empty for a generated one");
    FURTHER.put("run_at", "tomorrow 09:00, 2026-01-31 09:00");
    FURTHER.put("max_retries", "attempts in all; empty for the default");
    FURTHER.put("backoff", "exponential, linear or fixed");
    FURTHER.put("backoff_base", "seconds");
    FURTHER.put("backoff_max", "1h");
    FURTHER.put("cwd", "the directory to run in");
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

  private static DomContent fields(Map<String, String> fields, Map<String, String> values) {
    return div(each(fields, (name, hint) -> field(name, hint, values.getOrDefault(name, ""))))
        .withClass("fields");
  }

  private static DomContent field(String name, String hint, String value) {
    return label(
        span(name.replace('_', ' ')),
        input()
            .withType("text")
            .withName(name)
            .withValue(value)
            .withMaxlength(name.equals("cwd") ? "4000" : "128")
            .attr("autocomplete", "off"),
        small(hint).withClass("muted"));
  }
}
