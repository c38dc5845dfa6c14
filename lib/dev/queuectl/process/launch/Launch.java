package dev.queuectl.process.launch;

import dev.queuectl.Job;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.JobShell;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A command to start.
///
/// @param key unique for each attempt of any store, without blanks, see [#key]
/// @param command for the shell; may have many lines
/// @param cwd the working directory, absolute
/// @param env what is put over the environment
/// @param environment null for this process's own
/// @param shell with its options; null for `/bin/sh`
/// @param input null for nothing
/// @param stdout absolute; must not exist, since creating it decides that the attempt was started
/// @param stderr as stdout
public record Launch(
    String key,
    String command,
    String cwd,
    Map<String, String> env,
    @Nullable JobEnvironment environment,
    @Nullable String shell,
    @Nullable LaunchInput input,
    Path stdout,
    Path stderr) {

  public Launch {
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("key must be printable without blanks, was " + key);
    }
    env = Map.copyOf(env);
    stdout = stdout.toAbsolutePath();
    stderr = stderr.toAbsolutePath();
  }

  /// In this process's own environment.
  public Launch(
      String key, String command, String cwd, Map<String, String> env, Path stdout, Path stderr) {
    this(key, command, cwd, env, null, null, null, stdout, stderr);
  }

  /// The words of the shell, behind which the command stands; empty if it is `/bin/sh`.
  List<String> shellWords() {
    return shell == null ? List.of() : JobShell.words(shell);
  }

  /// Whether it is one builtin of `/bin/sh`.
  boolean isBuiltin() {
    return shell == null && Builtin.is(command);
  }

  /// What a variable is to the command; null if it is not set.
  @Nullable String variable(String name) {
    var own = env.get(name);
    if (own != null) {
      return own;
    }
    return environment == null ? System.getenv(name) : environment.variables().get(name);
  }

  /// The name of a running attempt in the records: `<storeId>.<jobSeq>.<attempt>.<claim>`. It
  /// includes the claim because numbers are used again after a store was restored from a backup,
  /// and the records of its previous life may still be there.
  public static String key(String storeId, Job job) {
    var key = storeId + "." + job.seq() + "." + job.lastAttempt();
    var claim = job.lease() == null ? 0 : job.lease().claim();
    return claim == 0 ? key : key + "." + Long.toString(claim, Character.MAX_RADIX);
  }

  /// The file that it reads from standard input, unless that is nothing.
  @Nullable Path inputFile() {
    return input == null ? null : input.file();
  }

  /// Creates the directories for its output, and the file that it reads.
  ///
  /// @return why it cannot be started, if they cannot be created
  Optional<End> prepare() {
    try {
      PrivateFiles.makeDirectoryOf(stdout);
      if (!Objects.equals(stderr.getParent(), stdout.getParent())) {
        PrivateFiles.makeDirectoryOf(stderr);
      }
    } catch (IOException e) {
      return hindered("the output files cannot be created: ", e);
    }
    try {
      if (input != null) {
        input.write();
      }
    } catch (IOException e) {
      return hindered("its standard input cannot be put into a file: ", e);
    }
    return Optional.empty();
  }

  private static Optional<End> hindered(String what, IOException why) {
    return Optional.of(new End.Hindered(what + Obstacles.words(why)));
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
