package dev.queuectl.cli.service;

import dev.queuectl.QueueException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which service is meant.
final class ServiceOptions {
  @Option(
      names = "--system",
      description =
          "A system service, started at boot, instead of your own, started at login. "
              + "Needs root.")
  boolean system;

  @Option(
      names = "--name",
      paramLabel = "SUFFIX",
      description = "The service's name, if there is more than one.")
  @Nullable String name;

  /// `queuectl`, or `queuectl-SUFFIX`.
  ///
  /// @throws QueueException.Invalid if that cannot be the name of a file and a unit
  String service() {
    if (name == null) {
      return "queuectl";
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
      throw new QueueException.Invalid(
          "the name \"" + name + "\" cannot be used", "Use letters, digits and _ . -");
    }
    return "queuectl-" + name;
  }
}
