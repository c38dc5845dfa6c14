package dev.queuectl.process.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Output files that nobody will ask for: they belong to no job or attempt of the store, were left
/// half-written by a worker that died, or were removed while a process had them open. Files that a
/// process still has open are not among them.
///
/// @param root of a [LogStore]
public record StrayOutput(Path root) {
  private static final Pattern OUTPUT =
      Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.(?:out|err)(?:\\.lost)?");
  private static final Pattern INPUT = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.in");
  private static final Pattern LEFT =
      Pattern.compile(".*\\.(?:out|err)" + Pattern.quote(LogStore.LEFT) + "[0-9a-z-]+");
  private static final Pattern DIRECTORY = Pattern.compile("\\d{1,15}");

  /// Tells which jobs exist in a range of numbers, and the number of each one's newest attempt.
  public interface Jobs {
    Map<Long, Integer> newestAttempts(long firstSeq, long lastSeq);
  }

  /// Looks at the files before it asks for their jobs, since a job is stored before it prints.
  ///
  /// @param before only files that have not changed since count as left half-written
  public List<Path> find(Jobs jobs, Instant before) throws IOException {
    var stray = new ArrayList<>(new SetAside(root).free());
    stray.addAll(new OutputLinks(root).stray());
    for (var directory : list(root)) {
      var name = directory.getFileName().toString();
      if (DIRECTORY.matcher(name).matches()) {
        var files = list(directory);
        var first = Long.parseLong(name) * LogStore.JOBS_PER_DIRECTORY;
        var newest = jobs.newestAttempts(first, first + LogStore.JOBS_PER_DIRECTORY - 1);
        for (var file : files) {
          if (isStray(file, newest, before) && !OpenOutputFiles.areOf(file)) {
            stray.add(file);
          }
        }
      }
    }
    return stray;
  }

  /// The files that belong to attempts of the store.
  ///
  /// @param without the numbers of jobs whose files are left out
  public List<Path> kept(Jobs jobs, Set<Long> without) throws IOException {
    var kept = new ArrayList<Path>();
    for (var directory : list(root)) {
      var name = directory.getFileName().toString();
      if (DIRECTORY.matcher(name).matches()) {
        var first = Long.parseLong(name) * LogStore.JOBS_PER_DIRECTORY;
        var newest = jobs.newestAttempts(first, first + LogStore.JOBS_PER_DIRECTORY - 1);
        newest.keySet().removeAll(without);
        list(directory).stream().filter(file -> isKept(file, newest)).forEach(kept::add);
      }
    }
    return kept;
  }

  private static boolean isKept(Path file, Map<Long, Integer> newest) {
    var output = OUTPUT.matcher(file.getFileName().toString());
    return output.matches()
        && Integer.parseInt(output.group(2))
            <= newest.getOrDefault(Long.parseLong(output.group(1)), 0);
  }

  private static boolean isStray(Path file, Map<Long, Integer> newest, Instant before) {
    var name = file.getFileName().toString();
    if (LEFT.matcher(name).matches()) {
      return true;
    }
    var output = (name.endsWith(LogStore.INPUT) ? INPUT : OUTPUT).matcher(name);
    return output.matches()
        ? Integer.parseInt(output.group(2))
            > newest.getOrDefault(Long.parseLong(output.group(1)), 0)
        : file.toString().endsWith(".cut") && isOlder(file, before);
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false; // gone since it was listed
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
