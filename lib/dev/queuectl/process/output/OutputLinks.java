package dev.queuectl.process.output;

import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Links to output by the ids of jobs, for people who look for it with `ls`:
/// `<root>/by-id/<id>.<attempt>.out` and `.err`, where a `/` of an id is `%2F`. A job that is
/// removed leaves its links, which then lead nowhere, until [#tidy] comes by.
public final class OutputLinks {
  private static final String FOLDER = "by-id";

  /// As many are looked at in one go.
  private static final int STEP = 1000;

  private final Path folder;
  private @Nullable DirectoryStream<Path> round;
  private @Nullable Iterator<Path> next;

  OutputLinks(Path root) {
    this.folder = root.resolve(FOLDER);
  }

  /// Makes those of an attempt, as far as it has printed anything.
  public void make(String id, int attempt, LogStore.Output output) throws IOException {
    var name = id.replace("/", "%2F") + "." + attempt;
    make(folder.resolve(name + ".out"), output.stdout());
    make(folder.resolve(name + ".err"), output.stderr());
  }

  private void make(Path link, Path file) throws IOException {
    var target = folder.relativize(file);
    var wanted = Files.exists(file);
    if (leadsTo(link, target) == wanted) {
      return;
    }
    Files.deleteIfExists(link); // of a job that had the same id, or of output that was empty
    if (wanted) {
      PrivateFiles.makeDirectory(folder);
      try {
        Files.createSymbolicLink(link, target);
      } catch (FileAlreadyExistsException e) {
        // another thread has seen it, too
      }
    }
  }

  private static boolean leadsTo(Path link, Path target) throws IOException {
    try {
      return Files.readSymbolicLink(link).equals(target);
    } catch (NoSuchFileException | NotLinkException e) {
      return false;
    }
  }

  /// Goes on deleting those that lead nowhere.
  ///
  /// @return whether that was the last step of a round
  @SuppressWarnings("StreamResourceLeak") // closed at the end of the round
  public boolean tidy() throws IOException {
    if (next == null) {
      try {
        round = Files.newDirectoryStream(folder);
        next = round.iterator();
      } catch (NoSuchFileException | NotDirectoryException e) {
        return true;
      }
    }
    for (var i = 0; i < STEP && next.hasNext(); i++) {
      var link = next.next();
      if (leadsNowhere(link)) {
        Files.deleteIfExists(link);
      }
    }
    var isLast = !next.hasNext();
    if (isLast && round != null) {
      round.close();
      next = null;
    }
    return isLast;
  }

  /// Those that lead nowhere.
  List<Path> stray() throws IOException {
    var stray = new ArrayList<Path>();
    try (var links = Files.newDirectoryStream(folder, OutputLinks::leadsNowhere)) {
      links.forEach(stray::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // There never were any.
    }
    return stray;
  }

  private static boolean leadsNowhere(Path link) {
    return Files.isSymbolicLink(link) && !Files.exists(link);
  }
}
