package dev.queuectl.cli.upkeep;

import dev.queuectl.Bytes;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backup FILE`
@Prototype
@Command(
    name = "backup",
    description = {
      "Copy the queue into a file, even while workers are running.",
      "The copy is a snapshot, is checked before it gets its name, and can be used at once: queuectl --db FILE list.",
      "The jobs' output is not included; it is in logs/ next to the database."
    },
    footer = {"  queuectl backup ~/queue-2026-06-01.db", "  queuectl backup --force latest.db"})
public final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to write the copy to.")
  String file = "";

  @Option(names = "--force", description = "Replace the file if it exists.")
  boolean force;

  private final CommandContext context;

  BackupCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var copy =
        context
            .access()
            .openExisting()
            .upkeep()
            .backup(context.console().cwd().resolve(file), force);
    context
        .printer()
        .result(
            "Wrote %s: %s, %s, checked and sound."
                .formatted(
                    copy.file(), Numbers.counted(copy.jobs(), "job"), Bytes.text(copy.sizeBytes())),
            json -> {
              json.field("file", copy.file().toString());
              json.field("bytes", copy.sizeBytes());
              json.field("jobs", copy.jobs());
            });
    return 0;
  }
}
