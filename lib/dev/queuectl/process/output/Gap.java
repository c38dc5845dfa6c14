package dev.queuectl.process.output;

import dev.queuectl.process.posix.NativeFiles;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A hole in a file of output: what was left out of it while its job ran, see [Bound].
///
/// @param start of the hole, an offset
/// @param end the offset of the first byte behind it
record Gap(long start, long end) {

  /// Holes begin and end here, so that every file system can give back the whole of them.
  static final long ALIGNMENT_BYTES = 64 * 1024;

  /// The first hole that ends behind an offset; begins there if that is inside it.
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

  /// What stands for it where output is read.
  byte[] note() {
    return "\n[queuectl: %d bytes left out here]\n"
        .formatted(bytes())
        .getBytes(StandardCharsets.US_ASCII);
  }
}
