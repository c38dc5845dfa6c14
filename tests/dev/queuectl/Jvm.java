package dev.queuectl;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How tests start JVMs of their own with the classes under test. They start hundreds, and a JVM
/// spends most of a command on loading classes. So they get what the launcher gives to users: one
/// jar, an AOT cache, and SQLite's library unpacked ([PreparedJvm]), which takes a third of the CPU
/// time.
public final class Jvm {
  /// What every JVM of the tests is started with.
  public static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=4", // they live for a command
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.jooq.no-logo=true",
          "-Dorg.jooq.no-tips=true");

  private Jvm() {}

  /// A command that starts Java with the classes under test; the name of the main class and its
  /// arguments are to be added.
  public static List<String> words() {
    var words = new ArrayList<>(List.of(program("java")));
    words.addAll(OPTIONS);
    words.addAll(Once.ANSWER);
    return words;
  }

  /// As [#words], but a class is loaded when it is needed and not before.
  public static List<String> wordsWithoutCache() {
    var words = new ArrayList<>(List.of(program("java")));
    words.addAll(OPTIONS);
    words.addAll(List.of("-cp", classPath()));
    return words;
  }

  /// A program of this JDK.
  public static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /// Asked for at the first JVM to be started, and never by the tests that start none.
  private static final class Once {
    /// Not in the cache, which therefore outlives their changes: few of the JVMs need them.
    private static final Path TEST_CLASSES = testClasses();

    private static Path testClasses() {
      try {
        return Path.of(Jvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new AssertionError(e);
      }
    }

    static final List<String> ANSWER = ask();

    private static List<String> ask() {
      if (!Files.isDirectory(TEST_CLASSES)) {
        return List.of("-cp", classPath());
      }
      try {
        return find(TEST_CLASSES.resolveSibling("jvm"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// One at a time, as several runs of tests may want it at once.
    private static List<String> find(Path root) throws IOException, InterruptedException {
      Files.createDirectories(root);
      try (var lock = FileChannel.open(root.resolve("lock"), CREATE, WRITE)) {
        lock.lock();
        var prepared = new PreparedJvm(root.resolve(version()));
        if (!prepared.isReady()) {
          prepared.make(cached().toList());
          prepared.removeOlder();
        }
        return prepared.options(TEST_CLASSES);
      }
    }

    /// Of what the classes are, as a name.
    private static String version() throws IOException {
      var all = new StringBuilder(Runtime.version() + " " + OPTIONS);
      for (var entry : cached().toList()) {
        try (var files = Files.walk(entry)) {
          all.append(files.map(Once::state).sorted().collect(Collectors.joining("\n")));
        }
      }
      var bytes = all.toString().getBytes(StandardCharsets.UTF_8);
      return UUID.nameUUIDFromBytes(bytes).toString();
    }

    private static String state(Path file) {
      try {
        return Files.isDirectory(file)
            ? file.toString()
            : file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Stream<Path> cached() {
      return Stream.of(classPath().split(File.pathSeparator))
          .map(entry -> Path.of(entry).toAbsolutePath())
          .filter(entry -> Files.exists(entry) && !entry.equals(TEST_CLASSES));
    }
  }
}
