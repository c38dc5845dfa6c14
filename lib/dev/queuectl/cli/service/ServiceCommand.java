package dev.queuectl.cli.service;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `service ...`
@Prototype
@Command(
    name = "service",
    description = {
      "Start workers at boot or at login, with systemd or launchd.",
      "service alone means service status."
    },
    footer = {"  queuectl service install --count 4", "  queuectl service uninstall"})
public final class ServiceCommand {}
