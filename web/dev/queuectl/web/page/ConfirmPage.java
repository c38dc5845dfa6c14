package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.Typed;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/// What is asked before many jobs are changed or any are removed: the more it does, the more it
/// asks.
public final class ConfirmPage {
  private ConfirmPage() {}

  public static String html(ConfirmView view, Frame frame) {
    var title =
        "%s %s?"
            .formatted(Parts.capital(view.verb().word()), Numbers.counted(view.number(), "job"));
    return Layout.page(
        frame,
        Topic.JOBS,
        title,
        Parts.heading(title),
        p(text("This is about "), Stored.line(view.which()), text(".")),
        view.number() == 0 ? nothing(view) : question(view, frame));
  }

  private static DomContent nothing(ConfirmView view) {
    return div(
            p("None of these jobs can be " + view.verb().done() + ". Nothing was changed."),
            p(a("Back").withHref(view.back()).withClass("button")))
        .withClass("card");
  }

  private static DomContent question(ConfirmView view, Frame frame) {
    var danger = view.verb() == JobVerb.REMOVE || view.verb() == JobVerb.CANCEL;
    return form(
            p(
                strong(Numbers.counted(view.number(), "job") + (view.more() ? " or more" : "")),
                text(" will be " + view.verb().done() + ". " + consequence(view.verb()))),
            view.running().html("This ends"),
            each(view.fields(), ConfirmPage::fields),
            Parts.hidden("expected", Long.toString(view.number())),
            Parts.hidden("confirmed", "yes"),
            ConfirmView.isTyped(view.verb(), view.number())
                ? typed(view)
                : view.problem().isEmpty() ? text("") : p(view.problem()).withClass("problem"),
            div(
                    button(
                            Parts.capital(view.verb().word())
                                + " "
                                + Numbers.counted(view.number(), "job"))
                        .withType("submit")
                        .withClass(danger ? "button danger" : "button primary"),
                    a("Change nothing").withHref(view.back()).withClass("button quiet"))
                .withClass("buttons"),
            div(JobListing.of(view.examples(), frame)).withClass("scroll").withTabindex(0),
            view.number() > view.examples().size()
                ? p("and %s more"
                        .formatted(Numbers.grouped(view.number() - view.examples().size())))
                    .withClass("muted")
                : text(""))
        .withMethod("post")
        .withAction(view.post())
        .withClass("card confirm");
  }

  private static DomContent fields(String name, List<String> values) {
    return each(values, value -> Parts.hidden(name, value));
  }

  private static DomContent typed(ConfirmView view) {
    var wrong =
        view.problem().isEmpty()
            ? Typed.NOTHING
            : new Typed(Map.of(), Map.of("typed", view.problem()));
    return label(
        span("Type " + view.number() + " to confirm"),
        FormFields.marked(
            input()
                .withType("text")
                .withName("typed")
                .attr("inputmode", "numeric")
                .attr("autocomplete", "off")
                .attr("required")
                .withPattern("\\s*" + view.number() + "\\s*")
                .withMaxlength("20"),
            "typed",
            wrong),
        FormFields.problem("typed", wrong));
  }

  private static String consequence(JobVerb verb) {
    return switch (verb) {
      case CANCEL -> "Running jobs get TERM, and KILL after the grace period.";
      case RETRY -> "Their attempts start again from 0; their history is kept.";
      case HOLD -> "They wait until they are released.";
      case RELEASE -> "Workers may start them at once.";
      case REMOVE -> "Their history and output are deleted, too. This cannot be undone.";
    };
  }
}
