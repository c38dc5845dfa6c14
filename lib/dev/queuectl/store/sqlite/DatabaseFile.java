package dev.queuectl.store.sqlite;

import dev.queuectl.OpenDatabases;
import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The file that the connections of this process use, and whether it is still the one at its path:
/// SQLite goes on writing to a file that somebody has deleted or replaced, and nobody would ever
/// read that again.
///
/// One for all connections to a file: closing a channel on it ends the locks of all of them.
final class DatabaseFile {
  /// Half a second, in which one file is written.
  private static final int LOOKS = 160;

  private static final Map<Object, DatabaseFile> OPEN = new HashMap<>();

  private final Path path;
  private final Object key;
  private final LogWatch log = new LogWatch();
  private int connections;

  /// Set only after what it is compared with, since other threads may look at any time.
  private volatile @Nullable FileChannel channel;

  private @Nullable FileHeader seen;
  private volatile boolean overwritten;

  private DatabaseFile(Path path, Object key) {
    this.path = path;
    this.key = key;
  }

  /// Creates the file if it does not exist, and sets aside what a previous database has left.
  ///
  /// @param patience how long to wait for those who still have the previous one open
  static synchronized DatabaseFile open(Path path, Duration patience) {
    StoreFiles.prepare(path);
    var key = key(path);
    var file = OPEN.get(key == null ? path : key);
    if (file == null) {
      try {
        new Life(path).check(patience);
      } catch (IOException e) {
        throw unusable(path, e);
      }
      file = new DatabaseFile(path, key == null ? path : key);
      OPEN.put(file.key, file);
      OpenDatabases.add(file.key);
    }
    file.connections++;
    return file;
  }

  /// To be called after the connection is closed.
  void close() {
    synchronized (DatabaseFile.class) {
      if (--connections > 0) {
        return;
      }
      OPEN.remove(key);
      OpenDatabases.remove(key);
      try {
        log.close();
        var watched = channel;
        if (watched != null) {
          watched.close();
        }
      } catch (IOException e) {
        throw unusable(path, e);
      }
    }
  }

  /// From now on, also notices when somebody writes another database into the same file.
  void watch() {
    synchronized (DatabaseFile.class) {
      try {
        if (channel == null) {
          var opened = FileChannel.open(path);
          seen = FileHeader.read(opened);
          channel = opened;
        }
      } catch (IOException e) {
        throw unusable(path, e);
      }
    }
  }

  boolean isWatched() {
    return channel != null;
  }

  LogWatch log() {
    return log;
  }

  /// @throws QueueException.Replaced if it is not the one that was opened
  void verify() {
    var now = key(path);
    if (now == null && key instanceof Path) {
      return; // a file system that cannot tell
    }
    if (!key.equals(now)) {
      throw new QueueException.Replaced(
          now == null
              ? "the database %s was deleted or moved away".formatted(path)
              : "the database %s was replaced by another one".formatted(path),
          "Restart this program to use what is there now.");
    }
    var watched = channel;
    if (watched != null) {
      verifyContent(watched);
    }
  }

  /// A database looks damaged while another one is being written over it: looks on for as long as
  /// that takes.
  ///
  /// @throws QueueException.Replaced if that is the case
  void awaitReplacement() {
    for (var looks = 0; isWatched() && looks < LOOKS; looks++) {
      verify();
      LockSupport.parkNanos(Patience.LONGEST_PAUSE);
    }
  }

  private synchronized void verifyContent(FileChannel watched) {
    try {
      overwritten = overwritten || isOverwritten(watched);
    } catch (IOException e) {
      throw unusable(path, e);
    }
    if (overwritten) {
      throw new QueueException.Replaced(
          "the database %s was overwritten by another one".formatted(path),
          "Restart this program to use what is there now.");
    }
  }

  /// If it is not a database, it is damaged, or just being written.
  private boolean isOverwritten(FileChannel watched) throws IOException {
    var now = FileHeader.read(watched);
    var before = Objects.requireNonNull(seen, "read before the channel was published");
    if (!now.isDatabase() || now.isSameAs(before)) {
      return false;
    }
    if (before.isDatabase() && isOther(now, before)) {
      // Between the two looks, one more life may have begun.
      return FileHeader.read(watched).isSameAs(now) || isOverwritten(watched);
    }
    seen = now;
    return false;
  }

  private boolean isOther(FileHeader now, FileHeader before) throws IOException {
    return now.changes() < before.changes()
        || now.cookie() != before.cookie() && !new Life(path).knows(now.cookie());
  }

  /// Whether closing a connection would write the log of another database into this one.
  boolean isOverwritten() {
    return overwritten;
  }

  /// What is in the file itself; empty if it is not watched.
  @Nullable FileHeader header() throws IOException {
    var watched = channel;
    return watched == null ? null : FileHeader.read(watched);
  }

  Path path() {
    return path;
  }

  /// 0 where files have no such number.
  long inode() {
    try {
      return path.getFileSystem().supportedFileAttributeViews().contains("unix")
          ? ((Number) Files.getAttribute(path, "unix:ino")).longValue()
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static QueueException.Unavailable unusable(Path path, IOException e) {
    return new QueueException.Unavailable(
        "the store %s cannot be used: %s".formatted(path, StoreFiles.reason(e)),
        "Check the disk, its mount and the permissions.",
        e);
  }
}
