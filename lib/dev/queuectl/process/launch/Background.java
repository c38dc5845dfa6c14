package dev.queuectl.process.launch;

import dev.queuectl.process.posix.Children;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Programs that outlive this process and its terminal.
public final class Background {
  /// Not every platform has the program setsid; nohup at least survives the terminal.
  private static final String IN_OWN_SESSION =
      "if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec nohup \"$@\"; fi";

  private Background() {}

  /// Starts a program in a session of its own, with none of our streams, so that a pipe behind us
  /// closes when we end, and in the directory of its log, so that ours can be unmounted or deleted.
  ///
  /// @param env variables that it gets besides ours
  /// @param log takes its output; appended to, or created, readable by its owner only
  /// @return the process, which has the pid of the program
  public static Process start(List<String> command, Map<String, String> env, Path log)
      throws IOException {
    PrivateFiles.makeDirectoryOf(log);
    if (!Files.exists(log)) {
      Files.createFile(log, PrivateFiles.fileMode());
    }
    var words = new ArrayList<String>();
    if (Platform.POSIX) {
      words.addAll(List.of("/bin/sh", "-c", IN_OWN_SESSION, "sh"));
    }
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(env);
    return Children.start(
        builder
            .directory(Objects.requireNonNull(log.toAbsolutePath().getParent()).toFile())
            .redirectInput(new File(Platform.POSIX ? "/dev/null" : "NUL"))
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true));
  }

  /// Deletes old logs in a directory.
  ///
  /// @param names those to keep in any case
  /// @param newest how many others to keep; newer ones have greater names
  public static void deleteLogs(Path directory, Set<String> names, int newest) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    var old = new ArrayList<Path>();
    try (var logs = Files.newDirectoryStream(directory, "*.log")) {
      logs.forEach(old::add);
    }
    old.removeIf(log -> names.contains(log.getFileName().toString()));
    old.sort(null);
    for (var log : old.subList(0, Math.max(0, old.size() - newest))) {
      Files.deleteIfExists(log);
    }
  }
}
