package dev.queuectl.doctor;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/// Where a queue's files are.
///
/// @param database the file; the names of others next to it begin with its name
/// @param run the directory where its processes meet
/// @param logs where the output of jobs is kept; only called if the database can be read
public record Places(Path database, Path run, Supplier<Path> logs) {
  Path home() {
    return Objects.requireNonNull(database.getParent());
  }

  String name() {
    return String.valueOf(database.getFileName());
  }
}
