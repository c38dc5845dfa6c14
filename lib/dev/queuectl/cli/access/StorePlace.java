package dev.queuectl.cli.access;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.process.posix.PathText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the queue is kept, and what is next to it on this host: `logs/` and `run/`. That it is
/// kept in a file concerns only the code that opens it or looks after that file.
///
/// @param database absolute
public record StorePlace(Path database) {
  private static final String LOCAL = ".queuectl";
  private static final String FILE = "queue.db";

  /// As many as Linux follows.
  private static final int MOST_LINKS = 40;

  /// Where a link leads, is meant: see [#meant].
  public StorePlace {
    database = meant(database);
    PathText.of("the queue", database);
  }

  /// The value of `--db` that names it from anywhere.
  public String address() {
    return database.toString();
  }

  /// The directory of this host that holds everything of this store.
  public Path home() {
    return Objects.requireNonNull(database.getParent());
  }

  /// The id of the store, which distinguishes it from others that share its directory.
  public String name() {
    return Objects.requireNonNull(database.getFileName()).toString();
  }

  /// `run/`, where processes of the store meet on this host.
  public Path runDirectory() {
    return home().resolve("run");
  }

  public boolean exists() {
    return Files.exists(database);
  }

  /// Whether it looks like one that can be opened at once, without waiting for the other end of a
  /// pipe.
  boolean isOrdinary() {
    return Files.isRegularFile(database);
  }

  /// Where other tools of the family keep theirs, by default in the directory they are called in.
  private static final List<String> OF_FAMILY =
      List.of(
          ".queuectl.db",
          "queuectl.db",
          "queue.db",
          "jobs.db",
          "data/queuectl.db",
          "data/queue.db",
          "data/jobs.db");

  /// Where the queue of another tool of the family would be in a directory.
  static List<Path> ofFamily(Path directory) {
    return OF_FAMILY.stream().map(directory::resolve).toList();
  }

  /// What `--db` says, else `QUEUECTL_DB` or `QUEUECTL_DB_PATH`, else the nearest `.queuectl/` from
  /// the working directory upward, else the user's data directory.
  ///
  /// @throws QueueException.Unavailable if that cannot be a database file
  /// @throws QueueException.Invalid if its path is no text
  static StorePlace of(@Nullable String db, Console console) {
    return given(db, console)
        .orElseGet(
            () ->
                new StorePlace(
                    nearest(console.cwd()).orElseGet(() -> dataDirectory(console)).resolve(FILE)));
  }

  /// What `--db` says, else `QUEUECTL_DB` or `QUEUECTL_DB_PATH`; empty if nobody has said anything.
  ///
  /// @throws QueueException.Unavailable if that cannot be a database file
  public static Optional<StorePlace> given(@Nullable String db, Console console) {
    var given = db != null ? db : console.env("QUEUECTL_DB", console.env("QUEUECTL_DB_PATH", ""));
    return given.isEmpty() ? Optional.empty() : Optional.of(new StorePlace(file(given, console)));
  }

  /// Where a symbolic link leads: whatever name a database is called by, its output and its workers
  /// are found in one place.
  private static Path meant(Path file) {
    var meant = file;
    try {
      for (var links = 0; Files.isSymbolicLink(meant); links++) {
        if (links > MOST_LINKS) {
          throw new QueueException.Unavailable(
              "the link " + file + " points to nothing", "Give another path with --db.");
        }
        meant = meant.resolveSibling(Files.readSymbolicLink(meant)).normalize();
      }
      return meant;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The queue of one directory, as `init` makes it.
  public static StorePlace in(Path directory) {
    return new StorePlace(directory.resolve(LOCAL).resolve(FILE));
  }

  private static Path file(String given, Console console) {
    if (given.startsWith("postgresql:")
        || given.startsWith("postgres:")
        || given.startsWith("jdbc:")) {
      throw new QueueException.Unavailable(
          "QueueCTL does not support PostgreSQL yet", "Name a file for --db.");
    }
    return console.cwd().resolve(given).normalize();
  }

  private static Optional<Path> nearest(Path from) {
    for (var here = from; here != null; here = here.getParent()) {
      if (Files.isDirectory(here.resolve(LOCAL))) {
        return Optional.of(here.resolve(LOCAL));
      }
    }
    return Optional.empty();
  }

  private static Path dataDirectory(Console console) {
    if (console.platform().startsWith("Windows")) {
      return Path.of(
              console.env("LOCALAPPDATA", console.home().resolve("AppData/Local").toString()))
          .resolve("queuectl");
    }
    if (console.platform().startsWith("Mac")) {
      return console.home().resolve("Library/Application Support/queuectl");
    }
    var data = Path.of(console.env("XDG_DATA_HOME", ""));
    // The XDG Base Directory Specification: a relative path is invalid and is to be ignored.
    return (data.isAbsolute() ? data : console.home().resolve(".local/share")).resolve("queuectl");
  }
}
