package dev.queuectl.process.posix;

import dev.queuectl.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Free space, as far as this user may use it.
///
/// @param place an existing directory
public record DiskSpace(Path place, long freeBytes) {

  /// On the disk that a path is on, or will be on once it is created.
  public static DiskSpace at(Path place) {
    var existing = place.toAbsolutePath();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return new DiskSpace(existing, existing.toFile().getUsableSpace());
  }

  /// The fullest of the disks that have less free space than must be kept; empty if all have
  /// enough.
  public static Optional<DiskSpace> shortage(long reserveBytes, Path... places) {
    return Arrays.stream(places)
        .map(DiskSpace::at)
        .filter(space -> space.freeBytes < reserveBytes)
        .min(Comparator.comparingLong(DiskSpace::freeBytes));
  }

  /// In words: `12 MiB are free at /var, disk_reserve is 64 MiB`.
  public String comparedWith(long reserveBytes) {
    return "%s free at %s, disk_reserve is %s"
        .formatted(Bytes.text(freeBytes), place, Bytes.text(reserveBytes));
  }
}
