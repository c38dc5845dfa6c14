package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why the system would not start a command: is it the command's fault, or ours?
final class SpawnErrors {
  private static final Logger log = LoggerFactory.getLogger(SpawnErrors.class);
  private static final String TOO_LONG =
      "the command and its environment are too long for this system";

  /// How Java reports E2BIG, since version 24 and earlier: only the exception's text contains the
  /// number. A test starts a command that is too long, and fails when that changes.
  private static final Pattern TOO_LONG_IN_JAVA =
      Pattern.compile("error(?:: |=)" + Platform.E2BIG + "\\b");

  private SpawnErrors() {}

  /// @param errno what posix_spawn returned: an error number that does not say which of its steps
  ///   failed
  static End end(Launch launch, int errno) {
    return ofCommand(launch)
        .orElseGet(
            () ->
                switch (errno) {
                  case Platform.EEXIST -> taken(launch);
                  case Platform.E2BIG -> undone(launch, new End.NotStarted(TOO_LONG));
                  default ->
                      undone(
                          launch,
                          new End.Hindered(
                              "the system refused to start a process: " + Native.message(errno)));
                });
  }

  /// @param e what [ProcessBuilder] threw; only its text contains the error number
  static End end(Launch launch, IOException e) {
    var tooLong = TOO_LONG_IN_JAVA.matcher(String.valueOf(e.getMessage())).find();
    return undone(
        launch,
        ofCommand(launch)
            .orElseGet(
                () ->
                    tooLong ? new End.NotStarted(TOO_LONG) : new End.Hindered(Obstacles.words(e))));
  }

  /// What is wrong with the command, whoever tries to start it.
  static Optional<End> ofCommand(Launch launch) {
    var cwd = Path.of(launch.cwd());
    if (!Files.exists(cwd)) {
      return notStarted("the working directory " + cwd + " does not exist");
    }
    if (!Files.isDirectory(cwd)) {
      return notStarted("the working directory " + cwd + " is not a directory");
    }
    if (!Files.isExecutable(cwd)) {
      return notStarted("the working directory " + cwd + " cannot be entered");
    }
    return Optional.empty();
  }

  private static Optional<End> notStarted(String reason) {
    return Optional.of(new End.NotStarted(reason));
  }

  /// A file of that name was there before, so this attempt belonged to another worker, or to
  /// another life of the store. The file stays, and the job's next attempt has another number.
  static End taken(Launch launch) {
    log.warn("there is output already attempt={} file={}", launch.key(), launch.stdout());
    return new End.NeverStarted();
  }

  /// The files were created before the step that failed; they would be in the way of the next try.
  private static End undone(Launch launch, End end) {
    try {
      launch.withdraw();
      return end;
    } catch (IOException e) {
      log.warn("could not withdraw attempt={} reason={}", launch.key(), e.toString());
      return end instanceof End.Hindered ? new End.NeverStarted() : end;
    }
  }
}
