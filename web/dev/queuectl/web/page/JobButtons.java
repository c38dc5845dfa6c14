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
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.report.JobDraft;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be done to one job.
final class JobButtons {
  private JobButtons() {}

  /// A button for each verb that suits its state.
  static DomContent buttons(Job job, Frame frame) {
    return frame.readOnly()
        ? text("")
        : each(
            Arrays.stream(JobVerb.values())
                .filter(verb -> suits(verb, job))
                .map(verb -> verb(verb, job)));
  }

  private static boolean suits(JobVerb verb, Job job) {
    return verb.suits(job.state())
        && switch (verb) {
          case HOLD -> !job.held();
          case RELEASE -> job.held();
          case CANCEL -> job.cancelRequestedAt() == null;
          case RETRY, REMOVE -> true;
        };
  }

  /// What cannot be taken back is asked about first.
  private static DomContent verb(JobVerb verb, Job job) {
    return verb == JobVerb.REMOVE
        ? a(Parts.capital(verb.word()))
            .withHref(Addresses.of("/job/remove", itself(job)))
            .withClass("button danger")
        : Parts.action("/job/" + verb.word(), Parts.capital(verb.word()), asSeen(job));
  }

  /// The job that is seen: another one may have taken its id when the button is pressed.
  private static Map<String, String> itself(Job job) {
    return Map.of("id", job.id(), "seq", Long.toString(job.seq()));
  }

  /// In the state in which it is seen: somebody else may bring it back before.
  private static Map<String, String> asSeen(Job job) {
    var fields = new LinkedHashMap<>(itself(job));
    fields.put("state", job.state().word());
    return fields;
  }

  /// Of a job that is processing nothing can be changed any more.
  static DomContent edit(Job job, Frame frame) {
    if (frame.readOnly() || !JobEdit.suits(job.state())) {
      return text("");
    }
    var given = JobDraft.again(job, frame.now());
    return details(
            summary("Edit"),
            form(
                    each(itself(job), Parts::hidden),
                    div(each(
                            JobField.PLAN.stream()
                                .filter(field -> field != JobField.DELAY) // run at takes +5m
                                .filter(field -> frame.maySubmit() || !field.decidesWhatRuns())
                                .map(field -> field(field, given.word(field), 100))))
                        .withClass("fields"),
                    command(job, frame),
                    p("Empty fields stay as they are; default means what a new job gets. Times: +5m, 09:00, tomorrow 09:00.")
                        .withClass("muted"),
                    button("Save").withType("submit").withClass("button primary"))
                .withMethod("post")
                .withAction("/job/edit"))
        .withClass("card");
  }

  private static DomContent field(JobField field, @Nullable String value, int longest) {
    return label(
        span(field.key().replace('_', ' ')),
        input()
            .withType("text")
            .withName(field.key())
            .withValue(value == null ? "" : value)
            .withMaxlength(Integer.toString(longest)));
  }

  private static DomContent command(Job job, Frame frame) {
    return frame.maySubmit()
        ? each(
            field(JobField.CWD, job.cwd(), NewJob.MAX_CWD_BYTES),
            label(span("command"), textarea(job.command()).withName("command").withRows("3")))
        : text("");
  }
}
