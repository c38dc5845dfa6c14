package dev.queuectl.cli.queue;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.store.QueueStore;
import io.micronaut.context.annotation.Prototype;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `queue set NAME --concurrency N`
@Prototype
@Command(
    name = "set",
    description = {
      "Limit how many jobs of a queue run at a time, over all workers of the store.",
      "Lowering the limit does not stop running jobs."
    },
    footer = {
      "  queuectl queue set gpu --concurrency 1",
      "  queuectl queue set gpu --concurrency unlimited"
    })
public final class QueueSetCommand implements Callable<Integer> {
  private static final Set<String> UNLIMITED = Set.of("unlimited", "none", "off");

  @Parameters(paramLabel = "NAME", description = "The queue.")
  String name = "";

  @Option(
      names = {"--concurrency", "-c", "--limit"},
      paramLabel = "N",
      required = true,
      description = "The most jobs that may run at a time, or \"unlimited\" (the default).")
  String concurrency = "";

  private final StoreAccess access;
  private final QueueReport report;

  QueueSetCommand(StoreAccess access, QueueReport report) {
    this.access = access;
    this.report = report;
  }

  @Override
  public Integer call() {
    var limit = limit(concurrency.strip());
    access.openOrMake();
    var queue = access.queueActions().limit(name, limit);
    report.print(
        queue,
        limit == null
            ? name + " runs any number of jobs at a time."
            : "%s runs at most %s at a time.".formatted(name, Numbers.counted(limit, "job")));
    return 0;
  }

  private @Nullable Integer limit(String text) {
    if (UNLIMITED.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    if (Numbers.read(text).filter(number -> number.signum() == 0).isPresent()) {
      throw new QueueException.Invalid(
          "a limit of 0 would mean a paused queue", "Use: queuectl queue pause " + name);
    }
    return Numbers.whole("--concurrency", text, 1, QueueStore.MOST_CONCURRENCY);
  }
}
