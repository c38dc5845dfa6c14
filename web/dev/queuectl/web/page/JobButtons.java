package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.JobVerb;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

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

  static boolean suits(JobVerb verb, Job job) {
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
            .attr("data-list")
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
}
