package dev.queuectl.process.output;

import dev.queuectl.process.posix.NativeFiles;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A hole in an output file: what was left out while its job ran, see [Bound].
///
/// @param start of the hole, an offset
/// @param end the offset of the first byte after it
record Gap(long start, long end) {

  /// Holes begin and end at multiples of this, so that every file system can free all of them.
  static final long ALIGNMENT_BYTES = 64 * 1024;

  /// The first hole that ends after an offset; it begins at the offset if that is inside it.
  static Optional<Gap> after(Path file, long offset) throws IOException {
    var start = Platform.POSIX ? NativeFiles.hole(file, offset) : -1;
    var size = Files.size(file);
    if (start < 0 || start >= size) {
      return Optional.empty();
    }
    var end = NativeFiles.data(file, start);
    return Optional.of(new Gap(start, end < 0 ? size : end));
  }

  long bytes() {
    return end - start;
  }

  /// The text that replaces it where output is read.
  byte[] note() {
    return "\n[queuectl: %d bytes left out here]\n"
        .formatted(bytes())
        .getBytes(StandardCharsets.US_ASCII);
  }
}
