package dev.queuectl.cli.queue;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `queue`; alone it is `queue list`, by `Aliases`.
@Prototype
@Command(
    name = "queue",
    description = "Named lines of jobs: pause them, limit how many of their jobs run.",
    footer = {
      "  queuectl queue",
      "  queuectl queue pause mail 'the mail server moves'",
      "  queuectl queue set gpu --concurrency 1"
    })
public final class QueueCommand {}
