package dev.queuectl.chaos;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small and read-only file systems. Only in a mount namespace of our own, which `scripts/chaos`
/// makes where it may.
final class Mounts {
  /// What `scripts/chaos` sets in its namespace.
  private static final String PRIVATE = "QUEUECTL_CHAOS_MOUNTS";

  private Mounts() {}

  static void require() throws Row.Skipped {
    if (System.getenv(PRIVATE) == null) {
      throw new Row.Skipped("needs root, for a mount namespace of its own (unshare -m)");
    }
  }

  /// Mounted until closed.
  interface Mount extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private static Mount tmpfs(Path directory, String limits) throws Exception {
    require();
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "mode=0700," + limits, "none", directory.toString());
    return () -> run("umount", "-l", directory.toString());
  }

  /// The database and `run/` on a small disk, the output elsewhere.
  static Mount underDatabase(Path site) throws Exception {
    var home = site.resolve("store");
    var mount = tmpfs(home, "size=16m");
    Files.createSymbolicLink(home.resolve("logs"), Files.createDirectories(site.resolve("logs")));
    return mount;
  }

  /// Only the output on a small disk.
  static Mount underOutput(Path site) throws Exception {
    return tmpfs(site.resolve("store/logs"), "size=16m");
  }

  /// Few inodes and little space for all, and even less for `run/`.
  static Mount underAll(Path site) throws Exception {
    var all = tmpfs(site.resolve("store"), "size=24m,nr_inodes=4000");
    var run = tmpfs(site.resolve("store/run"), "size=2m,nr_inodes=300");
    Files.createDirectories(site.resolve("store/logs"));
    return () -> {
      run.close();
      all.close();
    };
  }

  /// Over the directory itself: what has files open there goes on writing.
  static Mount readOnly(Path directory) throws Exception {
    require();
    // read-only first, where nobody opens files meanwhile: a mount that is written to is busy
    var aside = Files.createTempDirectory("read-only").toString();
    run("mount", "--bind", directory.toString(), aside);
    run("mount", "-o", "remount,ro,bind", aside);
    run("mount", "--bind", aside, directory.toString());
    run("umount", aside);
    Files.delete(Path.of(aside));
    return () -> run("umount", "-l", directory.toString());
  }

  /// Runs a program that must succeed.
  static void run(String... words) throws IOException {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IOException(List.of(words) + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes a file until nothing more fits.
  static Path fill(Path directory) throws IOException {
    var filler = directory.resolve("filler");
    for (var size = 1 << 16; size > 0; size /= 16) {
      append(filler, new byte[size]);
    }
    return filler;
  }

  /// Makes empty files until there can be no more.
  static List<Path> fillInodes(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    while (true) {
      try {
        files.add(Files.createFile(directory.resolve("empty" + files.size())));
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
          throw e;
        }
        return files;
      }
    }
  }

  private static void append(Path file, byte[] block) throws IOException {
    try (var out = new FileOutputStream(file.toFile(), true)) {
      while (file.toFile().getUsableSpace() >= 0) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }
}
