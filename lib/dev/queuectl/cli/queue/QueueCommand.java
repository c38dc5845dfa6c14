package dev.queuectl.cli.queue;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `queue`; alone it is `queue list`, by `Aliases`.
@Prototype
@Command(
    name = "queue",
    description = "Queues: pause them, or limit how many of their jobs run at a time.",
    footer = {
      "  queuectl queue",
      "  queuectl queue pause mail 'moving the mail server'",
      "  queuectl queue set gpu --concurrency 1"
    })
public final class QueueCommand {}
