package dev.queuectl.cli.worker;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lets one `worker restart` after the other do its work: two at a time would start two workers for
/// one. The kernel gives it back when its holder dies.
final class RestartLock implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final FileChannel file;

  private RestartLock(FileChannel file) {
    this.file = file;
  }

  /// Blocks until it is free.
  ///
  /// @throws QueueException.Unavailable if it cannot be had
  static RestartLock take(Path run) {
    try {
      PrivateFiles.makeDirectory(run);
      var lock = new RestartLock(PrivateFiles.open(run.resolve("restart.lock")));
      lock.await();
      return lock;
    } catch (IOException e) {
      throw new QueueException.Unavailable(
          "cannot lock " + run.resolve("restart.lock") + ": " + e.getMessage(),
          "Nothing was changed.");
    }
  }

  private void await() throws IOException {
    var delay = new PollDelay();
    while (tryLock() == null) {
      delay.take(BETWEEN);
    }
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
