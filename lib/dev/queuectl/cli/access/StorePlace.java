package dev.queuectl.cli.access;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.OwnArguments;
import dev.queuectl.process.posix.PathText;
import dev.queuectl.store.postgres.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the queue is kept, and what is beside it on this host: `logs/` and `run/`. Whether that is
/// a file or a server concerns only the code that opens it or looks after it.
public sealed interface StorePlace {

  /// The value of `--db` that names it from anywhere; without a password.
  String address();

  /// The directory of this host that holds everything of this store.
  Path home();

  /// Distinguishes it from others that share its directory.
  String name();

  boolean exists();

  /// Whether it looks like one that can be opened at once, without waiting for the other end of a
  /// pipe.
  boolean isOrdinary();

  /// Whether what another process of the store has in `run/` and `logs/` is here, too.
  ///
  /// @param hostId see [dev.queuectl.ProcessIdentity]
  boolean reaches(String hostId);

  /// What a process needs in its environment to open it by its address.
  default Map<String, String> secrets() {
    return Map.of();
  }

  /// `run/`, where processes of the store meet on this host.
  default Path runDirectory() {
    return home().resolve("run");
  }

  /// @param database absolute
  record File(Path database) implements StorePlace {

    /// As many as Linux follows.
    private static final int MOST_LINKS = 40;

    /// Where a link leads, is meant: see [#meant].
    public File {
      database = meant(database);
      PathText.of("the queue", database);
    }

    @Override
    public String address() {
      return database.toString();
    }

    @Override
    public Path home() {
      return Objects.requireNonNull(database.getParent());
    }

    @Override
    public String name() {
      return Objects.requireNonNull(database.getFileName()).toString();
    }

    @Override
    public boolean exists() {
      return Files.exists(database);
    }

    @Override
    public boolean isOrdinary() {
      return Files.isRegularFile(database);
    }

    /// Whoever has opened the file finds what is beside it, also from another container.
    @Override
    public boolean reaches(String hostId) {
      return Identities.areOfOneBoot(hostId, Identities.hostId());
    }

    /// Where a symbolic link leads: whatever name a database is called by, its output and its
    /// workers are found in one place.
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
  }

  /// A database on a PostgreSQL server. Whoever names one means one that is there.
  ///
  /// @param home of this host, for this database alone
  record Server(ServerAddress server, Path home) implements StorePlace {
    @Override
    public String address() {
      return server.url();
    }

    @Override
    public String name() {
      return server.url();
    }

    /// Arguments can be read by every user of the host.
    @Override
    public Map<String, String> secrets() {
      return server.password() == null ? Map.of() : Map.of("PGPASSWORD", server.password());
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public boolean isOrdinary() {
      return true;
    }

    /// Each container has files of its own.
    @Override
    public boolean reaches(String hostId) {
      return hostId.equals(Identities.hostId());
    }
  }

  /// Where other tools of the family keep theirs, by default in the directory they are called in.
  List<String> OF_FAMILY =
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
  /// @throws QueueException.Invalid if its path is no text, or its address is none
  static StorePlace of(@Nullable String db, Console console) {
    // no lambdas here: of those in an interface the AOT cache keeps none
    var given = given(db, console);
    if (given.isPresent()) {
      return given.get();
    }
    var nearest = nearest(console.cwd());
    var directory = nearest.isPresent() ? nearest.get() : dataDirectory(console);
    return new File(directory.resolve("queue.db"));
  }

  /// What `--db` says, else `QUEUECTL_DB` or `QUEUECTL_DB_PATH`; empty if nobody has said anything.
  ///
  /// @throws QueueException.Unavailable if that cannot be a database file
  /// @throws QueueException.Invalid if its address is none
  static Optional<StorePlace> given(@Nullable String db, Console console) {
    var given = db != null ? db : console.env("QUEUECTL_DB", console.env("QUEUECTL_DB_PATH", ""));
    return given.isEmpty() ? Optional.empty() : Optional.of(named(given, console));
  }

  /// The queue of one directory, as `init` makes it.
  static StorePlace in(Path directory) {
    return new File(directory.resolve(".queuectl").resolve("queue.db"));
  }

  private static StorePlace named(String given, Console console) {
    if (given.startsWith("postgresql:") || given.startsWith("postgres:")) {
      OwnArguments.hidePassword(given);
      return server(ServerAddress.of(given, console.env()), console);
    }
    if (given.startsWith("jdbc:")) {
      throw new QueueException.Invalid(
          "the address of a PostgreSQL server begins with postgresql://",
          "Write postgresql://USER@HOST/DATABASE.");
    }
    return new File(console.cwd().resolve(given).normalize());
  }

  /// Hosts that share a disk, and those that only pretend to be several, get a directory each.
  private static Server server(ServerAddress address, Console console) {
    var host = console.env("QUEUECTL_HOST", "");
    var home = dataDirectory(console).resolve("servers").resolve(address.fileName());
    return new Server(
        address,
        host.isEmpty() ? home : home.resolve("host-" + host.replaceAll("[^A-Za-z0-9.-]", "_")));
  }

  private static Optional<Path> nearest(Path from) {
    for (var here = from; here != null; here = here.getParent()) {
      if (Files.isDirectory(here.resolve(".queuectl"))) {
        return Optional.of(here.resolve(".queuectl"));
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
