package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Console;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
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
      "  queuectl man"
    })
public final class HelpCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  @Option(
      names = "--man",
      description = "Show the manual page; print it, in man(7) format, where it is no terminal.")
  boolean man;

  private final Console console;

  HelpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (man) {
      var page = ManPage.of(spec.root(), VersionCommand.VERSION);
      if (isBeforePerson() && wasShown(page)) {
        return 0;
      }
      spec.commandLine().getOut().print(page);
      spec.commandLine().getOut().flush();
      return 0;
    }
    spec.parent().commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  private boolean isBeforePerson() {
    var terminal = System.console();
    return console.outTerminal() && terminal != null && terminal.isTerminal();
  }

  /// By man(1), which formats it and has a pager. Without it the text itself has to do.
  private static boolean wasShown(String page) {
    try {
      var viewer =
          new ProcessBuilder("man", "-l", "-")
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      try (var to = viewer.outputWriter(StandardCharsets.UTF_8)) {
        to.write(page);
      } catch (IOException e) {
        // It was left before all was read, or cannot read this.
      }
      return viewer.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
