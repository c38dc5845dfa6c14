package dev.queuectl.cli.worker;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `worker ...`
@Prototype
@Command(
    name = "worker",
    description = {
      "Run, stop and look at the processes that execute jobs.",
      "worker --count N is worker start --count N."
    },
    footer = {"  queuectl worker start --count 4", "  queuectl worker status"})
public final class WorkerCommand {}
