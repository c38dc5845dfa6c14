package dev.queuectl.doctor;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a queue is, and its files.
///
/// @param address as `--db` takes it
/// @param database the file; the names of others next to it begin with its name; null if it is on a
///   server
/// @param home the directory of all of them on this host
/// @param run the directory where its processes meet
/// @param logs where the output of jobs is kept; only called if the database can be read
public record Places(
    String address, @Nullable Path database, Path home, Path run, Supplier<Path> logs) {}
