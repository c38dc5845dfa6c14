package dev.queuectl.cli.shell;

import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.worker.WorkerLine;
import dev.queuectl.cli.worker.WorkerNews;
import dev.queuectl.cli.worker.WorkersHere;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The workers that were started at this prompt. What they do is printed above it, while no command
/// is using the screen.
final class ShellWorkers implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private final StoreAccess access;
  private final QuickRead quickRead;
  private final Consumer<List<WorkerLine>> printed;
  private final Map<String, WorkerNews> news = new LinkedHashMap<>();
  private final PollDelay delay = new PollDelay();
  private boolean listening;

  /// @param printed lines to be shown above the prompt
  ShellWorkers(StoreAccess access, QuickRead quickRead, Consumer<List<WorkerLine>> printed) {
    this.access = access;
    this.quickRead = quickRead;
    this.printed = printed;
    Thread.ofPlatform().daemon().name("companions").start(this::follow);
  }

  synchronized void add(String workerId) {
    news.put(workerId, new WorkerNews(access.runDirectory().resolve(workerId + ".log")));
  }

  /// Whether the prompt is there and lines can be shown above it; what happened before is shown
  /// first.
  synchronized void listen(boolean wanted) {
    if (wanted) {
      tell();
    }
    listening = wanted;
  }

  /// Those that still run.
  synchronized List<String> running() {
    var alive =
        quickRead.at(
            store ->
                store.workers().workers().stream()
                    .filter(WorkersHere::isSeen)
                    .map(worker -> worker.id())
                    .collect(Collectors.toSet()),
            Set.<String>of());
    return news.keySet().stream().filter(alive::contains).toList();
  }

  private void follow() {
    while (delay.take(BETWEEN)) {
      synchronized (this) {
        if (listening) {
          tell();
        }
      }
    }
  }

  private void tell() {
    for (var each : news.values()) {
      var lines = each.read();
      if (!lines.isEmpty()) {
        printed.accept(lines);
      }
    }
  }

  @Override
  public void close() {
    delay.end();
  }
}
