package dev.queuectl.web;

import dev.queuectl.Store;
import dev.queuectl.process.LogStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The queue that a dashboard is about, and what is around it.
///
/// @param cwd where jobs run that do not say
/// @param run the directory where processes of this store meet
/// @param obstacle what keeps workers of this host from starting jobs, as the disk shows
/// @param wake tells the workers of this host that there may be something to do
/// @param version of the program
public record Site(
    Store store,
    LogStore logs,
    Path run,
    Path cwd,
    InstantSource clock,
    Supplier<ZoneId> zone,
    Supplier<Optional<String>> obstacle,
    Runnable wake,
    String version) {

  /// Where the database is, and what belongs to it beside.
  public Path home() {
    return Objects.requireNonNull(run.toAbsolutePath().normalize().getParent());
  }

  public Instant now() {
    return clock.instant();
  }
}
