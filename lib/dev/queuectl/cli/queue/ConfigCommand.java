package dev.queuectl.cli.queue;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `config`; alone it is `config list`, by `Aliases`.
@Prototype
@Command(
    name = "config",
    description = "The configuration, kept with the queue.",
    footer = {"  queuectl config", "  queuectl config set max_retries 5"})
public final class ConfigCommand {}
