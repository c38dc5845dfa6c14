package dev.queuectl.cli.service;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `service ...`
@Prototype
@Command(
    name = "service",
    description = {
      "Have workers started at boot or at login, by systemd or launchd.",
      "service alone is service status."
    },
    footer = {"  queuectl service install --count 4", "  queuectl service uninstall"})
public final class ServiceCommand {}
