package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.store.Grant;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What somebody may do.
final class GrantOptions {
  @Option(names = "--read-only", description = "Look, but change nothing.")
  boolean readOnly;

  @Option(names = "--no-submit", description = "Everything but adding and editing commands.")
  boolean noSubmit;

  @Option(names = "--full", description = "Everything, also running commands as you.")
  boolean full;

  /// @throws QueueException.Invalid if it is said more than once
  Optional<Grant> read() {
    var given = EnumSet.noneOf(Grant.class);
    add(given, Grant.READ_ONLY, readOnly);
    add(given, Grant.NO_SUBMIT, noSubmit);
    add(given, Grant.FULL, full);
    if (given.size() > 1) {
      throw new QueueException.Invalid(
          "--read-only, --no-submit and --full cannot be combined", "Give one of them.");
    }
    return given.stream().findFirst();
  }

  private static void add(EnumSet<Grant> given, Grant grant, boolean isGiven) {
    if (isGiven) {
      given.add(grant);
    }
  }
}
