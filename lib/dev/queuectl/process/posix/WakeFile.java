package dev.queuectl.process.posix;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `run/wake/bell`, a doorbell between processes: whoever has changed the queue rings, and workers
/// listen. It is only a hint: rings may be merged, or lost together with the directory, so
/// listeners also poll.
///
/// @param directory `run/wake/`, used for nothing else: every change in it costs listeners time
public record WakeFile(Path directory) {
  private static final Logger log = LoggerFactory.getLogger(WakeFile.class);
  private static final Path NAME = Path.of("bell");

  /// Wakes all listeners. Never fails: what it announces is already stored.
  public void ring() {
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (var channel =
        Files.newByteChannel(directory.resolve(NAME), options, PrivateFiles.fileMode())) {
      channel.write(ByteBuffer.allocate(1));
    } catch (NoSuchFileException e) {
      log.debug("nobody listens in directory={}", directory);
    } catch (IOException e) {
      log.debug("could not ring in directory={} reason={}", directory, e.toString());
    }
  }

  /// Calls back soon after each ring (on Linux about a millisecond, elsewhere up to some seconds),
  /// from a thread of its own, until closed. Creates the directory.
  public Listening listen(Runnable whenRung) throws IOException {
    PrivateFiles.makeDirectory(directory);
    var watch = directory.getFileSystem().newWatchService();
    directory.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
    Thread.ofPlatform().daemon().name("wake").start(() -> hear(watch, whenRung));
    return watch::close;
  }

  /// Close it to hear no more.
  public interface Listening extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private void hear(WatchService watch, Runnable whenRung) {
    try (watch) {
      var key = watch.take();
      while (rung(key, whenRung)) {
        key = watch.take();
      }
      log.warn("cannot be woken any more, only polling, since somebody deleted {}", directory);
    } catch (ClosedWatchServiceException e) {
      log.debug("stopped listening in directory={}", directory);
    } catch (IOException e) {
      log.warn("could not stop listening in directory={} reason={}", directory, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return false if the directory is gone
  private static boolean rung(WatchKey key, Runnable whenRung) {
    if (key.pollEvents().stream().anyMatch(event -> isRing(event.context()))) {
      whenRung.run();
    }
    return key.reset();
  }

  /// An overflow event has no context; it may hide a ring.
  private static boolean isRing(@Nullable Object name) {
    return name == null || name.equals(NAME);
  }
}
