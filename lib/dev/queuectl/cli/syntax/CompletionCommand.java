package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `completion SHELL`
@Prototype
@Command(
    name = "completion",
    description = {
      "Print a script that makes bash, zsh or fish complete commands, options, states, keys, queues and job ids.",
      "The examples install it permanently; zsh needs compinit, and a directory ~/.zfunc in its fpath. It calls queuectl at every TAB, so it never needs updating."
    },
    footer = {
      "  queuectl completion bash >> ~/.bash_completion",
      "  queuectl completion zsh > ~/.zfunc/_queuectl",
      "  queuectl completion fish > ~/.config/fish/completions/queuectl.fish",
      "  eval \"$(queuectl completion bash)\"     # only for this shell"
    })
public final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  String shell = "";

  private final Printer printer;

  CompletionCommand(Printer printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() {
    printer.out().text(CompletionScript.of(shell).text());
    return 0;
  }
}
