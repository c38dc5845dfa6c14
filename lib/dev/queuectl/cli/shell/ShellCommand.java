package dev.queuectl.cli.shell;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.console.Program;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.syntax.ShellCompletion;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shell`, and `queuectl` with no arguments on a terminal
@Prototype
@Command(
    name = "shell",
    description = {
      "Type commands one after another, with completion, history and workers in the background.",
      "On a terminal, queuectl without arguments means queuectl shell. Options given here apply to every command.",
      "From a pipe or a file it reads one command per line, # begins a comment, and it stops at the first that fails, with its exit code."
    },
    footer = {
      "  queuectl shell",
      "  queuectl shell < commands.txt",
      "  printf 'enqueue make\\nworker start --drain\\n' | queuectl shell"
    })
public final class ShellCommand implements Callable<Integer> {
  @Option(
      names = "--keep-going",
      description =
          "Without a terminal: run the remaining lines even if one fails, and then exit 1.")
  boolean keepGoing;

  private final CommandContext context;
  private final SharedOptions options;
  private final Program program;
  private final Commands commands;
  private final QuickRead quickRead;
  private final Banner banner;

  ShellCommand(
      CommandContext context,
      SharedOptions options,
      Program program,
      Commands commands,
      QuickRead quickRead,
      Banner banner) {
    this.context = context;
    this.options = options;
    this.program = program;
    this.commands = commands;
    this.quickRead = quickRead;
    this.banner = banner;
  }

  @Override
  public Integer call() {
    if (!context.console().inTerminal() || !context.console().outTerminal()) {
      return new Script(context.console(), context.printer(), commands, banner, keepGoing).run();
    }
    try (var terminal = ShellTerminal.open(context.console(), commands);
        var shell = shell(terminal)) {
      return shell.run();
    }
  }

  private InteractiveShell shell(ShellTerminal terminal) {
    // It takes a moment, which a person needs to type the first letters, too.
    var tree = CompletableFuture.supplyAsync(() -> program.tree(context.console()));
    var completer =
        new LineCompleter(
            new ShellCompletion(context.console(), options, tree::join), context.printer());
    var editor = new LineEditor(context.printer(), HistoryFile.of(context.console()), completer);
    return new InteractiveShell(
        context.console(),
        context.printer(),
        context.access(),
        quickRead,
        banner,
        terminal,
        editor);
  }
}
