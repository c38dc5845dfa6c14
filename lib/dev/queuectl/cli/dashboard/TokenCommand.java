package dev.queuectl.cli.dashboard;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `dashboard token`.
@Prototype
@Command(
    name = "token",
    description = {
      "Tokens for others who use the dashboard or its API, each with a name and a right.",
      "Alone it lists them."
    },
    footer = {"  queuectl dashboard token add anna --read-only", "  queuectl dashboard token list"})
public final class TokenCommand {}
