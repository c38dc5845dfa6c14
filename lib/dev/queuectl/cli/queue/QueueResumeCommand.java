package dev.queuectl.cli.queue;

import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `queue resume NAME`
@Prototype
@Command(
    name = "resume",
    description = {"Let the jobs of a paused queue start again.", "Also: queue unpause."},
    footer = "  queuectl queue resume mail")
public final class QueueResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The queue.")
  String name = "";

  private final StoreAccess access;
  private final QueueReport report;

  QueueResumeCommand(StoreAccess access, QueueReport report) {
    this.access = access;
    this.report = report;
  }

  @Override
  public Integer call() {
    var wasPaused = access.open().queues().find(name).isPaused();
    var queue = access.queueActions().resume(name);
    report.print(queue, wasPaused ? "Resumed " + name + "." : name + " was not paused.");
    return 0;
  }
}
