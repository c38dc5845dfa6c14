package dev.queuectl.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// The files that output goes to: `<root>/<seq/1000>/<seq>.<attempt>.out` and `.err`, of mode 0600
/// in directories of mode 0700. A thousand jobs share a directory.
///
/// @param root `logs/<storeId>`, since numbers begin again in another store
public record LogStore(Path root) {
  private static final int JOBS_PER_DIRECTORY = 1000;

  /// What must be free for a job to be started.
  private static final long RESERVE_BYTES = 1 << 20;

  /// Room for the line that stands for what was cut.
  private static final int NOTE_BYTES = 100;

  /// The two files of an attempt; either may be missing, which means no output.
  public record Output(Path stdout, Path stderr) {}

  /// How much output is kept.
  public record Sizes(long stdoutBytes, long stderrBytes) {}

  /// Why no output could be kept now; empty if nothing is in the way.
  public Optional<String> obstacle() {
    try {
      PrivateFiles.makeDirectory(root);
    } catch (IOException e) {
      return Optional.of("the directory %s cannot be made (%s)".formatted(root, e));
    }
    if (!Files.isWritable(root)) {
      return Optional.of("the directory " + root + " cannot be written to");
    }
    return root.toFile().getUsableSpace() < RESERVE_BYTES
        ? Optional.of("the disk is full: no output could be kept in " + root)
        : Optional.empty();
  }

  /// Where an attempt's output is.
  public Output output(long seq, int attempt) {
    var directory = root.resolve(Long.toString(seq / JOBS_PER_DIRECTORY));
    var name = seq + "." + attempt;
    return new Output(directory.resolve(name + ".out"), directory.resolve(name + ".err"));
  }

  /// Where an attempt's output will be; makes the directory.
  public Output prepare(long seq, int attempt) throws IOException {
    var output = output(seq, attempt);
    PrivateFiles.makeDirectory(output.stdout.getParent());
    return output;
  }

  /// Ends an attempt's output: deletes empty files, and cuts what is longer than the cap to its
  /// first and last half, with a line between that says so. May be repeated.
  ///
  /// @param maxBytes the cap for each of the two
  public Sizes seal(long seq, int attempt, long maxBytes) throws IOException {
    var output = output(seq, attempt);
    return new Sizes(seal(output.stdout, maxBytes), seal(output.stderr, maxBytes));
  }

  /// Deletes all output of a job.
  ///
  /// @param lastAttempt the number of its newest attempt
  public void remove(long seq, int lastAttempt) throws IOException {
    for (var attempt = 1; attempt <= lastAttempt; attempt++) {
      var output = output(seq, attempt);
      Files.deleteIfExists(output.stdout);
      Files.deleteIfExists(output.stderr);
    }
  }

  private static long seal(Path file, long maxBytes) throws IOException {
    try {
      var size = Files.size(file);
      if (size == 0) {
        Files.delete(file);
      }
      return size > maxBytes ? cut(file, size, maxBytes) : size;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// Through a second file, so that a reader sees all or the cut, and a crash leaves the whole.
  private static long cut(Path file, long size, long maxBytes) throws IOException {
    var half = Math.max(0, maxBytes - NOTE_BYTES) / 2;
    var copy = file.resolveSibling(file.getFileName() + ".cut");
    Files.deleteIfExists(copy);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var from = FileChannel.open(file);
        var to = FileChannel.open(copy, options, PrivateFiles.fileMode())) {
      transfer(from, 0, half, to);
      to.write(note(size - 2 * half, maxBytes));
      transfer(from, size - half, half, to);
    }
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    return Files.size(file);
  }

  private static void transfer(FileChannel from, long start, long bytes, FileChannel to)
      throws IOException {
    var done = 0L;
    while (done < bytes) {
      var moved = from.transferTo(start + done, bytes - done, to);
      if (moved <= 0) {
        return; // somebody has shortened the file
      }
      done += moved;
    }
  }

  private static ByteBuffer note(long bytes, long maxBytes) {
    return StandardCharsets.US_ASCII.encode(
        "\n[queuectl: %d bytes left out here, output_max is %d]\n".formatted(bytes, maxBytes));
  }
}
