package dev.queuectl.web.page;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.Settings;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.Reason;
import dev.queuectl.store.JobTies;
import dev.queuectl.web.page.output.InterleavedWindow;
import dev.queuectl.web.page.output.OutputWindow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One job and its story.
///
/// @param stdin what it reads
/// @param attempts oldest first; of a job with very many the newest
/// @param why why it does not run now, or how it ended
/// @param enqueue the command that enqueues the same once more
/// @param shown the attempt whose output is shown; null before the first
/// @param output what it printed, by stream
/// @param interleaved both streams in one, if they are shown so
/// @param find what is looked for in the output; empty for nothing
/// @param isPinned whether it stays with that attempt, whatever the job does next
/// @param ties with other jobs
/// @param awaiting the first of those that wait for it
/// @param isKnown whether the page that asks shows that output already: it is not among this then
public record JobView(
    Job job,
    Optional<Stdin> stdin,
    List<Attempt> attempts,
    List<Reason> why,
    Settings settings,
    String enqueue,
    @Nullable Attempt shown,
    String stream,
    List<OutputWindow> output,
    @Nullable InterleavedWindow interleaved,
    String find,
    List<OutputWindow.Matches> matches,
    boolean isPinned,
    boolean isKnown,
    JobTies ties,
    List<Job> awaiting) {
  public JobView {
    awaiting = List.copyOf(awaiting);
    attempts = List.copyOf(attempts);
    why = List.copyOf(why);
    output = List.copyOf(output);
    matches = List.copyOf(matches);
  }

  /// Of a page that is loaded, and stays with no attempt.
  public JobView(
      Job job,
      Optional<Stdin> stdin,
      List<Attempt> attempts,
      List<Reason> why,
      Settings settings,
      String enqueue,
      @Nullable Attempt shown,
      String stream,
      List<OutputWindow> output,
      String find,
      List<OutputWindow.Matches> matches) {
    this(
        job,
        stdin,
        attempts,
        why,
        settings,
        enqueue,
        shown,
        stream,
        output,
        null,
        find,
        matches,
        false,
        false,
        JobTies.NONE,
        List.of());
  }
}
