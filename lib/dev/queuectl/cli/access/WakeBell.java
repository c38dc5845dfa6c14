package dev.queuectl.cli.access;

import dev.queuectl.process.posix.WakeFile;
import dev.queuectl.store.Store.Listening;
import dev.queuectl.store.sqlite.Doorbell;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The doorbell of a store in a file: another file, beside it.
final class WakeBell implements Doorbell {
  private static final Logger log = LoggerFactory.getLogger(WakeBell.class);

  private final WakeFile file;

  /// @param runDirectory `run/`; in it a directory for the bell alone, since in `run/` the journals
  ///   would wake workers at every start and exit
  WakeBell(Path runDirectory) {
    this.file = new WakeFile(runDirectory.resolve("wake"));
  }

  @Override
  public void ring() {
    file.ring();
  }

  @Override
  public Listening listen(Runnable whenRung) {
    try {
      var listening = file.listen(whenRung);
      return () -> close(listening);
    } catch (IOException e) {
      log.warn(
          "cannot be woken, polling only directory={} reason={}", file.directory(), e.toString());
      return () -> {};
    }
  }

  private static void close(WakeFile.Listening listening) {
    try {
      listening.close();
    } catch (IOException e) {
      log.warn("could not stop listening reason={}", e.toString());
    }
  }
}
