package dev.queuectl.cli.upkeep;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.Printable;
import dev.queuectl.store.sqlite.Restoration;
import io.micronaut.context.annotation.Prototype;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `restore FILE`
@Prototype
@Command(
    name = "restore",
    description = {
      "Replace the queue with a copy that backup has made. Stop its workers first.",
      "The copy is checked first and stays as it is; the old queue is kept next to it.",
      "Jobs go back to the state they were in when the copy was made: those that were pending then run again."
    },
    footer = {"  queuectl worker stop && queuectl restore ~/queue-2026-06-01.db"})
public final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A copy of a queue.")
  String file = "";

  @Option(
      names = "--force",
      description = "Restore even if jobs of the queue may still be running without a worker.")
  boolean force;

  private final CommandContext context;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var database =
        context.access().file("Stop its workers, and put a dump back with pg_restore --clean.");
    var isNew = !Files.exists(database);
    if (!isNew) {
      refuseInUse();
      context.access().close();
    }
    var kept = kept(database);
    var restored =
        context.access().restoration(context.console().cwd().resolve(file), database).make(kept);
    record();
    print(database, restored, isNew ? null : kept);
    return 0;
  }

  /// Whoever was logged in when the copy was made may have been logged out since.
  private void record() {
    context.access().open().access().endSessions(null);
    context.access().audit().add("restore", null, (force ? "force, from " : "from ") + file);
  }

  private Path kept(Path database) {
    var stamp = JsonOut.time(context.now()).replaceAll("[^0-9]", "");
    return database.resolveSibling(database.getFileName() + ".before-restore-" + stamp);
  }

  /// A queue that cannot be read has nothing to say against it.
  private void refuseInUse() {
    try {
      var store = context.access().openExisting();
      var workers = LiveWorkers.of(store.workers(), context.now()).size();
      if (workers > 0) {
        throw new QueueException.WrongState(
            "%s running; nothing was changed"
                .formatted(Numbers.counted(workers, "worker is", "workers are")),
            "Stop the workers first: queuectl worker stop.");
      }
      long running = store.jobs().counts().getOrDefault(JobState.PROCESSING, 0L);
      if (running > 0 && !force) {
        throw new QueueException.WrongState(
            "%s running without a worker; nothing was changed"
                .formatted(Numbers.counted(running, "job is", "jobs are")),
            "Let a worker take over first: queuectl worker start --drain. Or add --force.");
      }
    } catch (QueueException.Unavailable e) {
      context
          .printer()
          .note("the queue to be replaced cannot be read: %s.".formatted(e.getMessage()));
    }
  }

  private void print(Path database, Restoration.Restored restored, @Nullable Path kept) {
    context
        .printer()
        .result(
            "Restored %s: %s, checked and sound."
                .formatted(database, Numbers.counted(restored.jobs(), "job")),
            json -> {
              json.field("file", database.toString());
              json.field("jobs", restored.jobs());
              json.field("kept", kept == null ? null : kept.toString());
            });
    if (kept != null && !context.printer().json()) {
      context.printer().line(Printable.line("The old queue was kept: " + kept));
    }
    if (restored.running() > 0) {
      context
          .printer()
          .note(
              Numbers.counted(restored.running(), "job was", "jobs were")
                  + " running when the copy was made; the next worker finds out how they ended.");
    }
  }
}
