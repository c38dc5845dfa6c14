package dev.queuectl.cli.service;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `service status`
@Prototype
@Command(
    name = "status",
    description = {
      "Say whether the service is installed, and how to start, stop and inspect it.",
      "Exit code 1 if it is not installed."
    },
    footer = {"  queuectl service status", "  queuectl service status --system"})
public final class ServiceStatusCommand implements Callable<Integer> {
  @Mixin ServiceOptions which = new ServiceOptions();

  private final Console console;
  private final Printer printer;

  ServiceStatusCommand(Console console, Printer printer) {
    this.console = console;
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    var file = ServiceFile.of(which, console);
    if (printer.json()) {
      json(file);
    } else {
      print(file);
    }
    return file.exists() ? 0 : Failures.FAILED;
  }

  private void print(ServiceFile file) throws IOException {
    if (!file.exists()) {
      printer.line("not installed: there is no " + file.path());
      return;
    }
    printer.line((file.isOurs() ? "installed: " : "installed, not by queuectl: ") + file.path());
    printer.line("start: " + file.start());
    printer.line("stop: " + file.stop());
    printer.line("look: " + file.ask());
  }

  private void json(ServiceFile file) {
    printer.object(
        json -> {
          json.field("file", file.path().toString());
          json.field("manager", file.manager());
          json.field("installed", file.exists());
        });
  }
}
