package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.SplittableRandom;

/// `run/reserve`, 4 MiB next to the database, to be given up: when the disk is full, the ends of
/// running jobs are stored in the space that this frees. All workers of a store share it.
public record ReserveFile(Path directory) {
  /// Enough for the ends of a thousand jobs: each changes a few pages of 4 KiB, and the database
  /// checkpoints its log at about this size.
  public static final long SIZE_BYTES = 4 << 20;

  /// No less than what file systems compress at once.
  private static final int BLOCK_BYTES = 1 << 20;

  private static final int PAGE_BYTES = 4096;

  private Path file() {
    return directory.resolve("reserve");
  }

  public boolean isThere() {
    return Files.exists(file());
  }

  /// Creates it, unless it exists. Its bytes are random, so that no file system can store it in
  /// less.
  ///
  /// @throws java.nio.file.NoSuchFileException if the queue's directory is gone
  public void make() throws IOException {
    PrivateFiles.makeOnlyDirectory(directory);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file(), options, PrivateFiles.fileMode())) {
      fill(channel);
    } catch (FileAlreadyExistsException e) {
      // another worker was faster
    } catch (IOException e) {
      Files.deleteIfExists(file());
      throw e;
    }
  }

  /// Made once, and then changed in each page, which is as good and takes a quarter of the time.
  private static void fill(FileChannel channel) throws IOException {
    var random = new SplittableRandom();
    var block = new byte[BLOCK_BYTES];
    random.nextBytes(block);
    var bytes = ByteBuffer.wrap(block);
    for (var written = 0L; written < SIZE_BYTES; written += BLOCK_BYTES) {
      for (var page = 0; page < BLOCK_BYTES; page += PAGE_BYTES) {
        bytes.putLong(page, random.nextLong());
      }
      bytes.rewind();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    channel.force(true);
  }

  /// Gives its space back to the disk.
  ///
  /// @return false if it did not exist
  public boolean giveUp() throws IOException {
    return Files.deleteIfExists(file());
  }
}
