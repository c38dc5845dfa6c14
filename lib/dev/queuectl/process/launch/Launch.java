package dev.queuectl.process.launch;

import dev.queuectl.Job;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A command to start.
///
/// @param key unique for each attempt of any store, without blanks, see [#key]
/// @param command for the shell; may have many lines
/// @param cwd the working directory, absolute
/// @param env added to the worker's own environment
/// @param stdout absolute; must not exist, since creating it decides that the attempt was started
/// @param stderr as stdout
public record Launch(
    String key, String command, String cwd, Map<String, String> env, Path stdout, Path stderr) {

  public Launch {
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("key must be printable without blanks, was " + key);
    }
    env = Map.copyOf(env);
    stdout = stdout.toAbsolutePath();
    stderr = stderr.toAbsolutePath();
  }

  /// The name of a running attempt in the records: `<storeId>.<jobSeq>.<attempt>.<claim>`. It
  /// includes the claim because numbers are used again after a store was restored from a backup,
  /// and the records of its previous life may still be there.
  public static String key(String storeId, Job job) {
    var key = storeId + "." + job.seq() + "." + job.lastAttempt();
    var claim = job.lease() == null ? 0 : job.lease().claim();
    return claim == 0 ? key : key + "." + Long.toString(claim, Character.MAX_RADIX);
  }

  /// Creates the directories for its output.
  ///
  /// @return why it cannot be started, if they cannot be created
  Optional<End> makeDirectories() {
    try {
      PrivateFiles.makeDirectoryOf(stdout);
      PrivateFiles.makeDirectoryOf(stderr);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new End.Hindered("the output files cannot be created: " + Obstacles.words(e)));
    }
  }

  /// Deletes the empty files that a failed start has left.
  void withdraw() throws IOException {
    deleteEmpty(stdout);
    deleteEmpty(stderr);
  }

  private static void deleteEmpty(Path file) throws IOException {
    if (file.toFile().length() == 0) {
      Files.deleteIfExists(file);
    }
  }
}
