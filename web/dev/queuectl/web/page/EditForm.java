package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.p;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.Numbers;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobDraft;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.Typed;
import j2html.tags.DomContent;
import j2html.tags.specialized.FormTag;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What of a job can be changed: folded away on its page, and on a page of its own with what was
/// typed, when something of that is wrong.
public final class EditForm {
  /// A page is not to be a megabyte.
  private static final int LONGEST_SHOWN = 1 << 16;

  private EditForm() {}

  /// Of a job that is processing nothing can be changed any more.
  static DomContent folded(Job job, Optional<Stdin> stdin, Frame frame) {
    return frame.readOnly() || !JobEdit.suits(job.state())
        ? text("")
        : details(summary("Edit"), of(job, stdin, asItIs(job, stdin, frame), frame))
            .withClass("card");
  }

  /// What a job reads, if it can be changed in a form: a text, as forms send texts, and not long.
  public static Optional<String> editable(Stdin stdin) {
    return stdin
        .text()
        .filter(text -> text.length() <= LONGEST_SHOWN)
        .filter(text -> text.indexOf('\r') < 0 && text.indexOf('\0') < 0);
  }

  /// @param problem what is wrong as a whole; empty for nothing
  public static String page(
      Job job, Optional<Stdin> stdin, Typed typed, String problem, Frame frame) {
    return Layout.page(
        frame,
        Topic.JOBS,
        "Edit " + Stored.plain(job.id()),
        div(
                a("← Job").withHref(Addresses.job(job.id())).withClass("muted up"),
                j2html.TagCreator.h1(text("Edit "), Stored.line(job.id())).withClass("id"))
            .withClass("heading"),
        problem.isEmpty()
            ? Parts.wrong(typed)
            : p(Stored.line(problem)).withClass("notice bad").attr("role", "alert"),
        of(job, stdin, typed, frame).withClass("card"));
  }

  /// What stands in it before anybody types.
  public static Typed asItIs(Job job, Optional<Stdin> stdin, Frame frame) {
    var given = JobDraft.again(job, frame.now());
    var values = new HashMap<String, String>();
    Stream.concat(JobField.PLAN.stream(), Stream.of(JobField.CWD, JobField.COMMAND))
        .forEach(
            field -> {
              var word = given.word(field);
              if (word != null) {
                values.put(field.key(), word);
              }
            });
    stdin.flatMap(EditForm::editable).ifPresent(it -> values.put(JobField.STDIN.key(), it));
    return Typed.of(values);
  }

  private static FormTag of(Job job, Optional<Stdin> stdin, Typed typed, Frame frame) {
    return form(
            Parts.hidden("id", job.id()),
            Parts.hidden("seq", Long.toString(job.seq())),
            div(each(
                    fields(frame)
                        .map(
                            field ->
                                FormFields.line(
                                    field.key(), Parts.words(field.key()), field.hint(), typed))))
                .withClass("fields"),
            frame.maySubmit() ? FormFields.area("command", "command", 3, "", typed) : text(""),
            frame.maySubmit()
                ? FormFields.area(JobField.STDIN.key(), "stdin", 3, hint(stdin), typed)
                : text(""),
            p("Empty fields stay as they are; default means what a new job gets. Times: +5m, 09:00, tomorrow 09:00.")
                .withClass("muted"),
            div(
                    button("Save").withType("submit").withClass("button primary"),
                    typed.isWrong()
                        ? a("Change nothing")
                            .withHref(Addresses.job(job.id()))
                            .withClass("button quiet")
                        : text(""))
                .withClass("buttons"))
        .withMethod("post")
        .withAction("/job/edit");
  }

  private static String hint(Optional<Stdin> stdin) {
    return stdin
        .map(
            it ->
                editable(it).isPresent()
                    ? "What the job reads; emptied, it reads nothing any more."
                    : "The job reads %s that %s. What is typed here replaces them."
                        .formatted(
                            Numbers.counted(it.size(), "byte"),
                            it.text().isPresent() ? "cannot be shown here" : "are not text"))
        .orElse("What the job is to read; empty for nothing.");
  }

  private static Stream<JobField> fields(Frame frame) {
    return Stream.concat(
            JobField.PLAN.stream().filter(field -> field != JobField.DELAY), // run at takes +5m
            List.of(JobField.CWD).stream())
        .filter(field -> frame.maySubmit() || !field.decidesWhatRuns());
  }
}
