package dev.queuectl;

import dev.queuectl.cli.Tmux;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sqlite.util.LibraryLoaderUtil;

/// What JVMs of the tests start fast with, for one state of the classes. Made in place, as an AOT
/// cache knows its jars by their paths; a file says that it is complete.
///
/// @param folder of its own
record PreparedJvm(Path folder) {
  /// Of the states before, as another run of tests may still use one.
  private static final int KEPT = 3;

  private static final String JAR = "program.jar";

  /// What tests start most. The JVM remembers the classes that these load.
  private static final String REHEARSAL =
      """
      enqueue true
      enqueue {"id":"trained","command":"true"}
      status
      list
      list --json --no-pager
      show trained --no-pager
      why trained
      cancel trained
      retry trained
      worker start --drain
      config list --no-pager
      run true
      logs trained
      """;

  /// It takes long to write a cache on a busy machine.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  boolean isReady() {
    return Files.exists(ready());
  }

  private Path ready() {
    return folder.resolve("ready");
  }

  private Path cache() {
    return folder.resolve("program.aot");
  }

  /// The options that make Java start with it.
  ///
  /// @param more classes, behind those of the cache
  List<String> options(Path more) throws IOException {
    Files.setLastModifiedTime(ready(), FileTime.from(Instant.now()));
    var options = new ArrayList<>(withoutCache());
    options.set(options.size() - 1, options.getLast() + File.pathSeparator + more);
    options.addFirst("-XX:AOTCache=" + cache());
    options.addAll(
        0,
        List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:-AOTReplayTraining"));
    // A cache that does not fit is only slower; what is printed is the program's alone.
    options.addFirst("-Xlog:aot*=off");
    return options;
  }

  private List<String> withoutCache() throws IOException {
    return List.of(
        "-Dorg.sqlite.lib.path=" + folder,
        "-Dorg.sqlite.lib.name=" + LibraryLoaderUtil.getNativeLibName(),
        "-Dorg.sqlite.tmpdir=" + folder,
        "-cp",
        Files.readString(classPath()));
  }

  private Path classPath() {
    return folder.resolve("class-path");
  }

  /// @param entries of the class path
  void make(List<Path> entries) throws IOException, InterruptedException {
    remove(folder);
    Files.createDirectories(folder);
    OneJar.write(folder.resolve(JAR), entries);
    Files.writeString(classPath(), folder.resolve(JAR).toString());
    modernize();
    addModels();
    unpackSqlite();
    train();
    Files.createFile(ready());
  }

  /// The JVM caches no classes for Java 5.
  private void modernize() throws IOException, InterruptedException {
    var script = Path.of("scripts", "ModernizeClasses.java");
    if (Files.exists(script)) {
      var jar = folder.resolve(JAR).toString();
      run(Jvm.program("java"), "-XX:TieredStopAtLevel=1", script.toString(), jar);
    }
  }

  /// As in the jar that is given away: from classes picocli reads annotations.
  private void addModels() throws IOException, InterruptedException {
    var models = Path.of("scripts", "CommandModels.java");
    var jar = folder.resolve(JAR).toString();
    if (Files.exists(models)) {
      run(Jvm.program("java"), "-XX:TieredStopAtLevel=1", "-cp", jar, models.toString(), jar);
    }
  }

  private void unpackSqlite() throws IOException {
    var name = LibraryLoaderUtil.getNativeLibName();
    var packed =
        "/" + LibraryLoaderUtil.getNativeLibResourcePath().replaceFirst("^/", "") + "/" + name;
    try (var library = LibraryLoaderUtil.class.getResourceAsStream(packed)) {
      Files.copy(java.util.Objects.requireNonNull(library), folder.resolve(name));
    }
  }

  private void train() throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(Jvm.program("java"), "-XX:AOTCacheOutput=" + cache()));
    words.addAll(Jvm.OPTIONS);
    words.addAll(withoutCache());
    words.add("dev.queuectl.cli.AotTraining");
    if (!Tmux.isInstalled()) {
      var store = Files.createDirectory(folder.resolve("store"));
      run(words.toArray(String[]::new));
      remove(store);
      return;
    }
    // The socket of tmux has a path of 100 bytes at most.
    var home = Files.createTempDirectory("rehearsal");
    try (var tmux = new Tmux(home, 160, 50)) {
      rehearse(tmux.env("QUEUECTL_DB", home.resolve("queue.db").toString()).start(words));
      if (tmux.exitCode(LIMIT) != 0) {
        throw new AssertionError(tmux.everything());
      }
    } finally {
      remove(home);
    }
  }

  /// With the full screen and the shell, in which people type the same.
  private static void rehearse(Tmux tmux) {
    var lines = REHEARSAL.lines().toList();
    var keys = lines.indexOf("worker start --drain"); // it would take what is typed ahead
    lines.subList(0, keys).forEach(tmux::line);
    tmux.line("enqueue true --id typed").until("Enqueued typed.");
    tmux.line(lines.get(keys)).until("stopped: 3 completed");
    lines.subList(keys + 1, lines.size()).forEach(tmux::line);
    tmux.line("enqueue true --id again").until("Enqueued again.");
    tmux.line("top").until("? help").keys("q");
    tmux.line("shell").until("queuectl>").line("list").type("stat").keys("Tab").until("status");
    tmux.keys("C-u").line("enqueue true --id last").until("Enqueued last.");
    // Ends the shell, and then the program, which says that it writes the cache.
    tmux.until("it ends", s -> s.contains("AOTConfiguration") || tmux.keys("C-d") == null);
  }

  private void run(String... words) throws IOException, InterruptedException {
    var printed = folder.resolve("printed");
    var commands = Files.writeString(folder.resolve("rehearsal"), REHEARSAL);
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectInput(commands.toFile()).redirectOutput(printed.toFile());
    builder.environment().put("QUEUECTL_DB", folder.resolve("store/queue.db").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    if (!process.waitFor(LIMIT.toMinutes(), TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", words) + ":\n" + Files.readString(printed));
    }
  }

  /// Removes the states that nobody has used for longest.
  void removeOlder() throws IOException {
    try (var all = Files.list(folder.getParent())) {
      all.filter(Files::isDirectory)
          .sorted(Comparator.comparing(PreparedJvm::used).reversed())
          .skip(1 + KEPT)
          .forEach(PreparedJvm::remove);
    }
  }

  private static FileTime used(Path state) {
    try {
      return Files.getLastModifiedTime(new PreparedJvm(state).ready());
    } catch (IOException e) {
      return FileTime.fromMillis(0); // never completed
    }
  }

  private static void remove(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (var files = Files.walk(tree)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
