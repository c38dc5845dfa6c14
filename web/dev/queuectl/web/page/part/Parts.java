package dev.queuectl.web.page.part;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Wait;
import j2html.tags.DomContent;
import j2html.tags.specialized.FormTag;
import j2html.tags.specialized.SectionTag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pieces that all pages are made of.
public final class Parts {
  private Parts() {}

  public static DomContent icon(String name) {
    return tag("svg")
        .withClass("icon")
        .attr("aria-hidden", "true")
        .with(tag("use").attr("href", Asset.ICONS.url() + "#" + name));
  }

  /// A state shown by shape and word as well as by colour.
  public static DomContent state(JobState state) {
    return span(icon(state.word()), span(state.word())).withClasses("state", state.word());
  }

  /// The state of a job and what is special about it now.
  public static DomContent state(Job job, Instant now) {
    return each(
        state(job.state()),
        chip(job.held(), "held"),
        chip(job.cancelRequestedAt() != null, "cancelling"),
        chip(isScheduled(job, now), "scheduled"),
        chip(job.ties().waitingOn() > 0, Wait.BLOCKED.word()),
        chip(job.ties().isSkipped(), "not run"));
  }

  private static boolean isScheduled(Job job, Instant now) {
    return job.state() == JobState.PENDING && job.runAt().isAfter(now);
  }

  private static DomContent chip(boolean shown, String word) {
    return shown ? each(text(" "), span(word).withClass("chip")) : text("");
  }

  public static DomContent jobLink(String id) {
    return a(Stored.line(id)).withHref(Addresses.job(id)).withClass("id");
  }

  public static DomContent heading(String title, DomContent... beside) {
    return div(h1(title), div(beside).withClass("actions")).withClass("heading");
  }

  public static SectionTag card(String title, DomContent... content) {
    return section(h2(title), each(content)).withClass("card");
  }

  /// What to do where there is nothing to see.
  public static DomContent empty(String sentence, String command) {
    return div(p(sentence), p(text("Type: "), code(command))).withClass("empty");
  }

  /// A button that posts by itself, also without JavaScript.
  public static FormTag action(String path, String label, Map<String, String> fields) {
    return form(each(fields, Parts::hidden), button(label).withType("submit").withClass("button"))
        .withMethod("post")
        .withAction(path)
        .withClass("inline");
  }

  public static DomContent hidden(String name, String value) {
    return input().withType("hidden").withName(name).withValue(value);
  }

  /// How many fields of a form are wrong, above it: what is wrong is said beside each.
  public static DomContent wrong(Typed typed) {
    return typed.isWrong()
        ? p(Numbers.counted(typed.problems().size(), "field needs", "fields need")
                + " another look. Nothing was changed yet.")
            .withClass("notice bad")
            .attr("role", "alert")
        : text("");
  }

  /// How something failed, and what it wrote last to standard error: that, more often than not, is
  /// why.
  ///
  /// @param lastStderr null if that is not known
  public static DomContent failure(String error, @Nullable String lastStderr) {
    return lastStderr == null
        ? Stored.line(error)
        : each(Stored.line(error), text(": "), Stored.code(lastStderr).withClass("last-line"));
  }

  /// A key in words: `max retries`.
  public static String words(String key) {
    return key.replace('_', ' ');
  }

  /// As on a button.
  public static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
