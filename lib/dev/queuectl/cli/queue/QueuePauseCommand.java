package dev.queuectl.cli.queue;

import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `queue pause NAME [REASON]`
@Prototype
@Command(
    name = "pause",
    description = {
      "Start no more jobs of a queue. Running jobs keep running; new jobs are accepted and wait.",
      "A draining worker does not wait for them."
    },
    footer = {
      "  queuectl queue pause mail",
      "  queuectl queue pause mail 'moving the mail " + "server'"
    })
public final class QueuePauseCommand implements Callable<Integer> {
  private static final int MOST_LETTERS = 1000;

  @Parameters(index = "0", paramLabel = "NAME", description = "The queue.")
  String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "REASON",
      arity = "0..*",
      description = "Why; shown by queue list, status and why.")
  List<String> reason = List.of();

  @Option(names = "--reason", paramLabel = "REASON", description = "The same as an option.")
  @Nullable String given;

  private final StoreAccess access;
  private final QueueReport report;

  QueuePauseCommand(StoreAccess access, QueueReport report) {
    this.access = access;
    this.report = report;
  }

  @Override
  public Integer call() {
    if (given != null && !reason.isEmpty()) {
      throw new QueueException.Invalid("the reason is given twice", "Leave out --reason.");
    }
    var why = (given != null ? given : String.join(" ", reason)).strip();
    if (why.length() > MOST_LETTERS) {
      throw new QueueException.Invalid(
          "the reason has %,d characters; the limit is %,d".formatted(why.length(), MOST_LETTERS),
          "Shorten it.");
    }
    access.openOrMake();
    var queue = access.queueActions().pause(name, why.isEmpty() ? null : why);
    var running = queue.count(JobState.PROCESSING);
    report.print(
        queue,
        "Paused %s%s."
            .formatted(name, running == 0 ? "" : "; %,d still running".formatted(running)));
    return 0;
  }
}
