package dev.queuectl.cli.worker;

import dev.queuectl.Worker;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a worker was started, as far as its row in the store does not say: in a file beside its
/// journals, for whoever restarts it.
///
/// @param drain whether it leaves when nothing is left to do
/// @param exitCode whether its exit code reports dead jobs
record StartOptions(boolean drain, boolean exitCode) {
  private static final Logger log = LoggerFactory.getLogger(StartOptions.class);
  private static final String SUFFIX = ".options";
  private static final String DRAIN = "drain";
  private static final String EXIT_CODE = "exit-code";

  /// Of a worker that has said nothing: an earlier version, for example.
  private static final StartOptions NONE = new StartOptions(false, false);

  static StartOptions of(Path run, String workerId) {
    try {
      var words = Files.readAllLines(file(run, workerId));
      return new StartOptions(words.contains(DRAIN), words.contains(EXIT_CODE));
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      log.warn("could not read options worker={} reason={}", workerId, e.toString());
      return NONE;
    }
  }

  /// Only what is not usual is written.
  ///
  /// @param workers those there are: what is left of others is deleted
  void write(Path run, String workerId, List<Worker> workers) {
    try {
      deleteOthers(run, workers.stream().map(Worker::id).collect(Collectors.toSet()));
      if (drain || exitCode) {
        PrivateFiles.makeDirectory(run);
        PrivateFiles.write(
            file(run, workerId), (drain ? DRAIN + "\n" : "") + (exitCode ? EXIT_CODE + "\n" : ""));
      }
    } catch (IOException e) {
      log.warn("could not keep options worker={} reason={}", workerId, e.toString());
    }
  }

  private static void deleteOthers(Path run, Set<String> ids) throws IOException {
    if (!Files.isDirectory(run)) {
      return;
    }
    try (var files = Files.newDirectoryStream(run, "*" + SUFFIX)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        if (!ids.contains(name.substring(0, name.length() - SUFFIX.length()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  static void delete(Path run, String workerId) {
    try {
      Files.deleteIfExists(file(run, workerId));
    } catch (IOException e) {
      log.warn("could not delete options worker={} reason={}", workerId, e.toString());
    }
  }

  private static Path file(Path run, String workerId) {
    return run.resolve(workerId + SUFFIX);
  }
}
