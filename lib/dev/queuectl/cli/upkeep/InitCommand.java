package dev.queuectl.cli.upkeep;

import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.access.StorePlace;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.process.posix.Privacy;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `init`
@Prototype
@Command(
    name = "init",
    description = {
      "Create a queue for this directory and those below it, in .queuectl/.",
      "Also: init-db. With --db or QUEUECTL_DB, create that database instead."
    },
    footer = "  queuectl init")
public final class InitCommand implements Callable<Integer> {
  private final Console console;
  private final SharedOptions options;
  private final StoreAccess access;
  private final Printer printer;

  InitCommand(Console console, SharedOptions options, StoreAccess access, Printer printer) {
    this.console = console;
    this.options = options;
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var given = StorePlace.given(options.db, console);
    var place = given.orElseGet(() -> StorePlace.in(console.cwd()));
    var isNew = !place.exists();
    var isServer = place instanceof StorePlace.Server;
    access.make(place);
    if (given.isEmpty()) {
      hideFromGit(place.home());
    }
    printer.result(
        isNew
            ? "Created " + place.address() + "."
            : place.address() + (isServer ? " is ready." : " exists already."),
        json -> {
          json.field("database", place.address());
          if (!isServer) { // ten hosts may be making its tables at once
            json.field("made", isNew);
          }
        });
    access.noteFamily(printer);
    return 0;
  }

  /// A queue is no source code.
  private static void hideFromGit(Path home) {
    try {
      var ignore = home.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        Files.writeString(ignore, "*\n");
        Privacy.restore(ignore);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
