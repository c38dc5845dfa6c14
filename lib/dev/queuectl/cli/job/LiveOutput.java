package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.OutputElsewhere;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.process.output.WriteOrder;
import dev.queuectl.store.JobRef;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Streams what a job prints until it has ended.
@Singleton
final class LiveOutput {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final CommandContext context;
  private final OutputElsewhere elsewhere;
  private final JobPrinter words;

  LiveOutput(CommandContext context, OutputElsewhere elsewhere, JobPrinter words) {
    this.context = context;
    this.elsewhere = elsewhere;
    this.words = words;
  }

  /// @param stdout whether its standard output is wanted
  /// @param stderr whether its standard error is wanted
  /// @param raw whether a terminal gets every byte, too
  record Choice(boolean stdout, boolean stderr, boolean raw) {}

  /// From the newest attempt, or the first there will be, to the end of the job or Ctrl-C. Says why
  /// a job that waits does not start.
  void follow(Job job, Choice choice, OptionalInt tail) {
    var delay = new PollDelay();
    context.console().interrupts().accept(_ -> delay.end());
    elsewhere.refuse(job);
    try (var follower = follower(job, Math.max(1, job.lastAttempt()), choice, order(choice))) {
      if (job.lastAttempt() > 0) {
        tail.ifPresent(follower::fromTail);
      }
      until(job, follower, delay, new StartNotes(context, words, _ -> true)::look);
    }
  }

  /// Copies until the job, or the delay, has ended.
  ///
  /// @param followed this very job, and not another one that takes its id
  /// @param meanwhile called with the job between two looks at it
  /// @return the job as it was then
  /// @throws QueueException.NotFound if it is gone before it has ended
  Job until(Job followed, Follower follower, PollDelay delay, Consumer<Job> meanwhile) {
    context.access().openToStay();
    while (true) {
      // Asked before copying: of a job that has ended, everything is copied then.
      var job =
          context
              .open()
              .jobs()
              .find(new JobRef.Itself(followed))
              .orElseThrow(() -> QueueException.NotFound.gone(followed.id()));
      follower.copy(job.lastAttempt());
      if (job.state().isFinal()) {
        elsewhere.ofNewest(job).ifPresent(where -> context.printer().note(where + "."));
        return job;
      }
      meanwhile.accept(job);
      if (!delay.take(BETWEEN)) {
        return job;
      }
    }
  }

  /// Watches in which order jobs write to both streams from now on.
  Optional<WriteOrder> order(Choice choice) {
    return choice.stdout && choice.stderr
        ? WriteOrder.of(context.access().logs())
        : Optional.empty();
  }

  /// @param order closed with the follower
  Follower follower(Job job, int attempt, Choice choice, Optional<WriteOrder> order) {
    return new Follower(
        context.access().logs(),
        job.seq(),
        attempt,
        choice.stdout ? context.printer().jobOutput(choice.raw) : OutputStream.nullOutputStream(),
        choice.stderr ? context.printer().jobErrors(choice.raw) : OutputStream.nullOutputStream(),
        order);
  }
}
