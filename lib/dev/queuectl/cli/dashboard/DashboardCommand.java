package dev.queuectl.cli.dashboard;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `dashboard`; alone it is `dashboard start`, by `Aliases`.
@Prototype
@Command(
    name = "dashboard",
    description = "The queue in a browser, and its REST API.",
    footer = {"  queuectl dashboard", "  queuectl dashboard --port 0 --open"})
public final class DashboardCommand {}
