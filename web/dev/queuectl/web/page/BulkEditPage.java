package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.JobField;
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

/// The same options for many jobs: those selected in a list, or all that it would list.
public final class BulkEditPage {
  public static final String PATH = "/jobs/edit";

  /// Where the rows of a list are sent that were selected for it.
  public static final String SELECTED = "/jobs/edit/selected";

  /// Stands before the names of a filter, some of which are options, too.
  public static final String OF = "of_";

  private BulkEditPage() {}

  /// @param which jobs are meant, as a clause
  /// @param number how many of them can be changed
  /// @param more whether it may be more than that: not all could be looked at
  /// @param examples some of them
  /// @param fields that say which jobs are meant
  /// @param back the page that one came from
  public record View(
      String which,
      long number,
      boolean more,
      List<Job> examples,
      Map<String, List<String>> fields,
      String back) {
    public View {
      examples = List.copyOf(examples);
    }
  }

  /// What can be changed of many. A command, or what it reads, belongs to one.
  public static List<JobField> options(boolean maySubmit) {
    return JobField.PLAN.stream()
        .filter(field -> field != JobField.DELAY) // run at takes +5m
        .filter(field -> maySubmit || !field.decidesWhatRuns())
        .toList();
  }

  /// @param problem what is wrong as a whole; empty for nothing
  public static String html(View view, Typed typed, String problem, Frame frame) {
    var title = "Edit " + Numbers.counted(view.number(), "job");
    return Layout.page(
        frame,
        Topic.JOBS,
        title,
        Parts.heading(title),
        p(text("This is about "), Stored.line(view.which()), text(".")),
        problem.isEmpty()
            ? Parts.wrong(typed)
            : p(Stored.line(problem)).withClass("notice bad").attr("role", "alert"),
        view.number() == 0 ? nothing(view) : question(view, typed, frame));
  }

  private static DomContent nothing(View view) {
    return div(
            p("None of these jobs can be changed: only jobs that are not running can."),
            p(a("Back").withHref(view.back()).withClass("button")))
        .withClass("card");
  }

  private static DomContent question(View view, Typed typed, Frame frame) {
    var number = Numbers.counted(view.number(), "job");
    return form(
            p(
                strong(number + (view.more() ? " or more" : "")),
                text(
                    " will be changed. Empty fields stay as they are; default means what a new job gets. Times: +5m, 09:00, tomorrow 09:00.")),
            each(view.fields(), BulkEditPage::fields),
            Parts.hidden("back", view.back()),
            div(each(
                    options(frame.maySubmit()).stream()
                        .map(
                            field ->
                                FormFields.line(
                                    field.key(), Parts.words(field.key()), hint(field), typed))))
                .withClass("fields"),
            div(
                    button("Change " + number).withType("submit").withClass("button primary"),
                    a("Change nothing").withHref(view.back()).withClass("button quiet"))
                .withClass("buttons"),
            div(JobListing.of(view.examples(), frame)).withClass("scroll").withTabindex(0),
            view.number() > view.examples().size()
                ? p("and %s more"
                        .formatted(Numbers.grouped(view.number() - view.examples().size())))
                    .withClass("muted")
                : text(""))
        .withMethod("post")
        .withAction(PATH)
        .withClass("card");
  }

  /// Of many, an empty field stays as it is.
  private static String hint(JobField field) {
    return field.hint().replaceFirst("(?:; )?empty for the default$", "");
  }

  private static DomContent fields(String name, List<String> values) {
    return each(values, value -> Parts.hidden(name, value));
  }
}
