package dev.queuectl.cli.dlq;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `dlq`; alone it is `dlq list`, by `Aliases`.
@Prototype
@Command(
    name = "dlq",
    description = "The dead letter queue: jobs that have no attempts left.",
    footer = {"  queuectl dlq list", "  queuectl dlq retry nightly-backup"})
public final class DlqCommand {}
