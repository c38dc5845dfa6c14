package dev.queuectl.cli;

import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `help`: all commands. ([Spelling] makes `COMMAND --help` of `help COMMAND`.)
@Prototype
@Command(
    name = "help",
    description = "Explain QueueCTL, or one command: help COMMAND.",
    footer = {"  queuectl help", "  queuectl help enqueue", "  queuectl dlq retry --help"})
final class HelpCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    spec.parent().commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
