package dev.queuectl.cli;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.SharedOptions;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `queuectl` without a command, where there is no person for the shell.
@Prototype
@Command(
    name = "queuectl",
    description = "A durable job queue for shell commands.",
    footer = {
      "  queuectl enqueue 'sleep 2 && echo done'",
      "  queuectl worker start --count 4",
      "  queuectl list --state dead",
      "  queuectl help enqueue",
      "",
      "Exit codes: 0 done, 1 failed (no such job, wrong state), 2 wrong usage or input, 3 the store cannot be used, 70 a bug. run and wait exit with the job's own code."
    })
final class RootCommand implements Callable<Integer> {
  @Mixin SharedOptions shared;

  RootCommand(SharedOptions shared) {
    this.shared = shared;
  }

  @Override
  public Integer call() {
    throw new QueueException.Invalid("no command was given", "See queuectl help.");
  }
}
