package dev.queuectl.doctor;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/// Where a queue's files are.
///
/// @param database the file; its name begins those of others beside it
/// @param run where its processes meet
/// @param logs where the output of jobs is kept; only asked for where the database can be read
public record Places(Path database, Path run, Supplier<Path> logs) {
  Path home() {
    return Objects.requireNonNull(database.getParent());
  }

  String name() {
    return String.valueOf(database.getFileName());
  }
}
