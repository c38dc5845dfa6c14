package dev.queuectl.cli.syntax;

import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `help`: all commands. ([Aliases] makes `COMMAND --help` of `help COMMAND`.)
@Prototype
@Command(
    name = "help",
    description = "Explain QueueCTL, or one command: help COMMAND.",
    footer = {
      "  queuectl help",
      "  queuectl help enqueue",
      "  queuectl dlq retry --help",
      "  queuectl help --man | man -l -"
    })
public final class HelpCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  @Option(names = "--man", description = "Print the manual page, in man(7) format.")
  boolean man;

  @Override
  public Integer call() {
    if (man) {
      var page = ManPage.of(spec.root(), VersionCommand.VERSION);
      spec.commandLine().getOut().print(page);
      spec.commandLine().getOut().flush();
      return 0;
    }
    spec.parent().commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
