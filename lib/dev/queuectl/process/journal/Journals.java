package dev.queuectl.process.journal;

import dev.queuectl.OpenDatabases;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journals of one worker: as many files as jobs ran at the same time, named
/// `<workerId>.journal.<n>`.
///
/// When a file has served its number of jobs, a new one follows, and the old one is kept until that
/// is full, too: the ends in it may not have been stored yet. So a slot never has more than two
/// files.
public final class Journals {
  public static final int JOBS_PER_FILE = 2000;

  private static final Logger log = LoggerFactory.getLogger(Journals.class);

  private final Path prefix;
  private final int jobsPerFile;
  private final Deque<Journal> idle = new ArrayDeque<>();
  private int files;
  private boolean closed;

  public Journals(Path prefix, int jobsPerFile) {
    this.prefix = prefix;
    this.jobsPerFile = jobsPerFile;
  }

  /// A journal for one process, until it is given back.
  public synchronized Journal take() throws IOException {
    for (var journal = idle.poll(); journal != null; journal = idle.poll()) {
      if (Files.exists(journal.file())) {
        return journal;
      }
      journal.close(); // somebody has deleted it: nobody would find what is recorded there
    }
    return next(null);
  }

  /// Whether the next job should go to another file.
  public boolean isFull(Journal journal) {
    return journal.jobs() >= jobsPerFile;
  }

  public synchronized void giveBack(Journal journal) {
    try {
      if (closed) {
        journal.close(); // the end in it was told to nobody
      } else if (!isFull(journal)) {
        idle.push(journal);
      } else {
        journal.close();
        journal.deleteOlder();
        idle.push(next(journal.file()));
      }
    } catch (IOException e) {
      log.warn("could not roll over journal={} reason={}", journal.file(), e.toString());
    }
  }

  public synchronized void close() {
    closed = true;
    idle.forEach(Journal::close);
    idle.clear();
  }

  /// Deletes the journals that no process uses.
  public synchronized void forget() {
    idle.forEach(
        journal -> {
          try {
            journal.delete();
          } catch (IOException e) {
            log.warn("could not delete journal={} reason={}", journal.file(), e.toString());
          }
        });
    idle.clear();
  }

  private Journal next(@Nullable Path older) throws IOException {
    var file = numbered(files++);
    while (Files.exists(file)) { // of an earlier worker of the same name: not ours to touch
      file = numbered(files++);
    }
    return Journal.create(file, older);
  }

  private Path numbered(int number) {
    return prefix.resolveSibling(prefix.getFileName() + "." + number);
  }

  /// All files of all workers.
  public static List<Path> in(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    try (var listed = Files.newDirectoryStream(directory, "*.journal.*")) {
      listed.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /// Those of dead workers that nobody needs any more. The files are listed first: what is launched
  /// later is in none of them. Those of another store that shares the directory may still be needed
  /// there, unless the host was restarted since.
  public static List<Path> useless(Path directory, String storeId, Supplier<Set<String>> inUse)
      throws IOException {
    var orphaned = new ArrayList<Path>();
    for (var file : in(directory)) {
      if (JournalReader.isOrphaned(file)
          && (JournalReader.isOfStore(file, storeId)
              || !JournalReader.isOfThisBoot(file)
              || !isShared(directory))) {
        orphaned.add(file);
      }
    }
    var keys = orphaned.isEmpty() ? Set.<String>of() : inUse.get();
    var useless = new ArrayList<Path>();
    for (var file : orphaned) {
      if (!JournalReader.mentions(file, keys)) {
        useless.add(file);
      }
    }
    return useless;
  }

  /// Whether there is more than one database beside a directory.
  private static boolean isShared(Path directory) throws IOException {
    var databases = 0;
    try (var files = Files.newDirectoryStream(directory.resolveSibling(""), Files::isRegularFile)) {
      for (var file : files) {
        databases += OpenDatabases.isDatabase(file) ? 1 : 0;
      }
    }
    return databases > 1;
  }
}
