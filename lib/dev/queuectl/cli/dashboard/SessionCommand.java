package dev.queuectl.cli.dashboard;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `dashboard session`.
@Prototype
@Command(
    name = "session",
    description = {
      "Browsers that are logged in to dashboards of this queue.",
      "Alone it lists them."
    },
    footer = {"  queuectl dashboard session list", "  queuectl dashboard session end --all"})
public final class SessionCommand {}
