package dev.queuectl.cli.dashboard;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.cli.access.StorePlace;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dashboard of a store that is running on this host, according to its file in `run/`.
///
/// @param url without credentials
/// @param database the name of the file: a copy beside it shares `run/`
public record RunningDashboard(ProcessIdentity process, String url, String database) {
  private static final String PREFIX = "dashboard-";
  private static final String SUFFIX = ".pid";
  private static final int LINES = 4;

  /// The dashboard of this process.
  static RunningDashboard here(String url, StorePlace place) {
    return new RunningDashboard(Identities.self(), url, place.name());
  }

  /// Those of a store that are alive.
  ///
  /// @param run the directory where processes of the store meet
  public static List<RunningDashboard> all(Path run, StorePlace place) {
    var all = new ArrayList<RunningDashboard>();
    try (var files = Files.newDirectoryStream(run, PREFIX + "*" + SUFFIX)) {
      for (var file : files) {
        read(file)
            .filter(RunningDashboard::isAlive)
            .filter(one -> one.database.isEmpty() || one.database.equals(place.name()))
            .ifPresent(all::add);
      }
    } catch (NoSuchFileException e) {
      return all; // no process of this store has ever met another
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  public int port() {
    return URI.create(url).getPort();
  }

  boolean isAlive() {
    return Identities.isAlive(process) == Identities.Liveness.ALIVE;
  }

  void write(Path run) {
    try {
      PrivateFiles.write(
          file(run),
          "%d\n%d\n%s\n%s\n%s\n"
              .formatted(process.pid(), process.startTicks(), process.hostId(), url, database));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path run) {
    try {
      Files.deleteIfExists(file(run));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Path run) {
    return run.resolve(PREFIX + process.pid() + SUFFIX);
  }

  /// Empty also for one that is just being written.
  private static Optional<RunningDashboard> read(Path file) throws IOException {
    try {
      var lines = Files.readAllLines(file);
      if (lines.size() < LINES) {
        return Optional.empty();
      }
      var identity =
          new ProcessIdentity(
              lines.get(2), Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
      return Optional.of(
          new RunningDashboard(
              identity, lines.get(3), lines.size() > LINES ? lines.get(LINES) : ""));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void fields(dev.queuectl.report.JsonOut json) {
    json.field("url", url);
    json.field("pid", process.pid());
  }
}
