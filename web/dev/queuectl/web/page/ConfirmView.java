package dev.queuectl.web.page;

import dev.queuectl.Job;
import dev.queuectl.JobVerb;
import java.util.List;
import java.util.Map;

/// Something that is asked about before it is done.
///
/// @param which jobs are meant, as a clause
/// @param number how many jobs it would change
/// @param more whether it may be more than that: not all could be looked at
/// @param running those of them that run, and are ended
/// @param examples some of them
/// @param post where the form goes, with what
/// @param back the page that one came from
/// @param problem why it is asked once more; empty at first
public record ConfirmView(
    JobVerb verb,
    String which,
    long number,
    boolean more,
    EndedJobs running,
    List<Job> examples,
    String post,
    Map<String, List<String>> fields,
    String back,
    String problem) {
  /// From here on the number is to be typed, if it cannot be taken back.
  public static final int TYPED_FROM = 100;

  public ConfirmView {
    examples = List.copyOf(examples);
  }

  /// Asked for the first time.
  public ConfirmView(
      JobVerb verb,
      String which,
      long number,
      boolean more,
      EndedJobs running,
      List<Job> examples,
      String post,
      Map<String, List<String>> fields,
      String back) {
    this(verb, which, number, more, running, examples, post, fields, back, "");
  }

  /// Whether the number has to be typed.
  public static boolean isTyped(JobVerb verb, long number) {
    return number > TYPED_FROM && (verb == JobVerb.REMOVE || verb == JobVerb.CANCEL)
        || number > 10 * TYPED_FROM;
  }
}
