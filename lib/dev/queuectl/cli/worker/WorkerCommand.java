package dev.queuectl.cli.worker;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `worker ...`
@Prototype
@Command(
    name = "worker",
    description = {
      "Start, stop and inspect the processes that run jobs.",
      "worker --count N means worker start --count N."
    },
    footer = {"  queuectl worker start --count 4", "  queuectl worker status"})
public final class WorkerCommand {}
