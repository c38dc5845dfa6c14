package dev.queuectl.store.sqlite;

import dev.queuectl.Durations;
import dev.queuectl.QueueException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.util.OSInfo;

/// What SQLite reports, in the words of a person at 3 a.m.
final class StoreErrors {
  /// The size that SQLite first gives the file through which connections share an index.
  private static final long SMALLEST_ROOM_BYTES = 32 * 1024;

  private static final String UNCHANGED = "; nothing was changed";

  private static final String SIZE_LIMIT = "Max file size";

  private StoreErrors() {}

  /// @param waited how long a lock was waited for, if it was a lock
  static QueueException.Unavailable unavailable(Path file, Duration waited, Exception e) {
    if (e.getCause() instanceof NativeLibraryNotFoundException) {
      return failure(
          file,
          "cannot be opened: this jar holds SQLite's library for Linux, macOS and Windows on x86-64"
              + " and"
              + " ARM64, not for this machine (%s, %s)%s"
                  .formatted(OSInfo.getOSName(), OSInfo.getArchName(), UNCHANGED),
          "Run queuectl.java with JBang, which fetches it, or build SQLite's JDBC driver here and"
              + " give Java -Dorg.sqlite.lib.path=FOLDER.",
          e);
    }
    var code = code(e);
    if (isOfFiles(code) && hasNoDescriptor()) {
      return failure(
          file,
          "cannot be opened or written because this process has too many files open" + UNCHANGED,
          "Raise the limit (ulimit -n), or find out what keeps them open.",
          e);
    }
    if ((isOfFiles(code) || (code.code & 0xff) == 13) && meetsSizeLimit(file)) {
      return failure(
          file,
          "cannot be written because this process may not create files that large" + UNCHANGED,
          "Raise the limit: ulimit -f unlimited.",
          e);
    }
    // The low byte is the primary result code (sqlite.org/rescode.html).
    return switch (code.code & 0xff) {
      case 5, 6 -> // BUSY, LOCKED
          failure(
              file,
              "has been locked by another process for more than "
                  + Durations.text(waited)
                  + UNCHANGED,
              "Find out who holds it (fuser, lsof) and try again.",
              e);
      case 8 -> // READONLY
          readOnly(file, e);
      case 10 -> // IOERR
          isFull(file)
              ? full(file, e)
              : failure(
                  file,
                  "cannot be read or written (" + code.message + ")" + UNCHANGED,
                  "Check the disk and the system log.",
                  e);
      case 11 -> // CORRUPT
          failure(
              file,
              "is damaged (" + code.message + ")" + UNCHANGED,
              "Stop the workers, keep a copy, and restore a backup, or save what sqlite3's .dump"
                  + " can read.",
              e);
      case 13 -> // FULL
          full(file, e);
      case 14 -> // CANTOPEN
          isReadOnly(file)
              ? readOnly(file, e)
              : failure(
                  file,
                  "cannot be opened",
                  "Check that its directory exists and that you may write there.",
                  e);
      case 26 -> // NOTADB
          failure(file, "is not a SQLite database", QueueException.Known.OTHER_STORE, e);
      default ->
          failure(file, "failed: " + e.getMessage() + UNCHANGED, QueueException.Known.REPORT, e);
    };
  }

  /// IOERR, CANTOPEN.
  private static boolean isOfFiles(SQLiteErrorCode code) {
    return (code.code & 0xff) == 10 || (code.code & 0xff) == 14;
  }

  /// SQLite does not report this: it opens some of its files only when it needs them. Java's
  /// exception has no code either; but nothing else prevents opening a file that may be read, and
  /// checking that needs no descriptor.
  private static boolean hasNoDescriptor() {
    var any = new File("/dev/null");
    try (var _ = new FileInputStream(any)) {
      return false;
    } catch (IOException e) {
      return any.canRead();
    }
  }

  /// SQLite does not say this either (setrlimit(2), RLIMIT_FSIZE).
  private static boolean meetsSizeLimit(Path file) {
    try (var limits = Files.lines(Path.of("/proc/self/limits"))) {
      return limits
          .filter(line -> line.startsWith(SIZE_LIMIT))
          .map(line -> line.substring(SIZE_LIMIT.length()).strip().split(" ")[0])
          .filter(limit -> !limit.equals("unlimited"))
          .anyMatch(limit -> Long.parseLong(limit) < largest(file) + SMALLEST_ROOM_BYTES);
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return false; // not Linux
    }
  }

  private static long largest(Path file) {
    return Math.max(file.toFile().length(), StoreFiles.beside(file, "-wal").toFile().length());
  }

  /// Whether another connection was in the way.
  static boolean isBusy(Throwable e) {
    return (code(e).code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /// Whether what was read was not a database.
  static boolean isDamage(Throwable e) {
    return (code(e).code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  /// Some errors about the files next to the database do not say that this is the reason.
  private static boolean isFull(Path file) {
    return directory(file).toFile().getUsableSpace() < SMALLEST_ROOM_BYTES;
  }

  private static QueueException.Unavailable full(Path file, Exception e) {
    return new QueueException.Full(
        "the store " + file + " cannot grow because the disk is full" + UNCHANGED,
        "Free some space and try again.",
        e);
  }

  /// SQLite keeps files next to the database, even for reading.
  private static boolean isReadOnly(Path file) {
    return Files.exists(file) && !Files.isWritable(directory(file));
  }

  private static Path directory(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  private static QueueException.Unavailable readOnly(Path file, Exception e) {
    return failure(
        file, "is read-only" + UNCHANGED, "Check its mode, its directory's mode and the mount.", e);
  }

  static SQLiteErrorCode code(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite.getResultCode();
      }
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static QueueException.Unavailable failure(
      Path file, String what, String advice, Exception e) {
    return new QueueException.Unavailable("the store " + file + " " + what, advice, e);
  }

  private static QueueException.Unavailable failure(
      Path file, String what, QueueException.Remedy remedy, Exception e) {
    return new QueueException.Unavailable("the store " + file + " " + what, remedy, e);
  }
}
