package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `menu`
@Prototype
@Command(
    name = "menu",
    description = {
      "Choose from a numbered menu instead of typing commands.",
      "Each entry asks for what it needs, shows the command that results, and runs it. q or Ctrl-C goes back. Needs a terminal."
    },
    footer = "  queuectl menu")
public final class MenuCommand implements Callable<Integer> {
  private final Console console;
  private final Commands commands;
  private final Printer printer;
  private final QuickRead quickRead;
  private final Banner banner;

  MenuCommand(
      Console console, Commands commands, Printer printer, QuickRead quickRead, Banner banner) {
    this.console = console;
    this.commands = commands;
    this.printer = printer;
    this.quickRead = quickRead;
    this.banner = banner;
  }

  @Override
  public Integer call() {
    if (!console.inTerminal() || !console.outTerminal()) {
      throw new QueueException.Invalid(
          "the menu needs a terminal", "Use commands instead: queuectl help.");
    }
    try (var terminal = ShellTerminal.open(console, commands)) {
      return new Menu(console, printer, quickRead, banner, terminal).run();
    }
  }
}
