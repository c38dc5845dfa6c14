package dev.queuectl.cli.service;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `service uninstall`
@Prototype
@Command(
    name = "uninstall",
    description = {
      "Remove the file that service install wrote, and no other.",
      "Also: service remove. Stop the service first: service status says how."
    },
    footer = {"  queuectl service uninstall", "  queuectl service uninstall --name mail"})
public final class ServiceUninstallCommand implements Callable<Integer> {
  @Mixin ServiceOptions which = new ServiceOptions();

  private final Console console;
  private final Printer printer;

  ServiceUninstallCommand(Console console, Printer printer) {
    this.console = console;
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    var file = ServiceFile.of(which, console);
    if (!file.exists()) {
      printer.line("There is no " + file.path() + ".");
      return 0;
    }
    if (!file.isOurs()) {
      throw new QueueException.WrongState(
          file.path() + " was not written by queuectl service install, so it stays",
          "Remove it yourself if you do not want it.");
    }
    Files.delete(file.path());
    printer.line("Removed " + file.path() + ".");
    printer.line("If it is still running, stop it: " + file.stop());
    return 0;
  }
}
