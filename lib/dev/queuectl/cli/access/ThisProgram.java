package dev.queuectl.cli.access;

import dev.queuectl.process.posix.UserLocale;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// This program once more, as it was started.
public final class ThisProgram {
  /// Where Java enters it.
  private static final String ENTRY = "dev.queuectl.cli.Main";

  private ThisProgram() {}

  /// The words that start it with these arguments: the same Java, options and classes.
  public static List<String> command(List<String> arguments) {
    return command(classPath(), arguments);
  }

  /// The same with other classes.
  public static List<String> command(String classPath, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.add("--enable-native-access=ALL-UNNAMED"); // as the manifest of queuectl.jar says
    words.addAll(List.of("-cp", classPath, ENTRY));
    words.addAll(arguments);
    return words;
  }

  /// Good from any directory.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The words that will start it after an update, too: its launcher, where it has one.
  public static List<String> installed() {
    return launcher(classPath())
        .map(it -> List.of(it.toString()))
        .orElseGet(
            () -> command(List.of()).stream().filter(word -> !UserLocale.isNote(word)).toList());
  }

  /// The launcher of `queuectl.jar` lies beside it, or beside its `target/`.
  public static Optional<Path> launcher(String classPath) {
    if (classPath.contains(File.pathSeparator) || !classPath.endsWith("queuectl.jar")) {
      return Optional.empty();
    }
    var folder = Objects.requireNonNull(Path.of(classPath).toAbsolutePath().getParent());
    var isTarget = folder.endsWith("target");
    var launcher = (isTarget ? folder.resolveSibling("queuectl") : folder.resolve("queuectl"));
    return Files.isExecutable(launcher) && Files.isRegularFile(launcher)
        ? Optional.of(launcher)
        : Optional.empty();
  }
}
