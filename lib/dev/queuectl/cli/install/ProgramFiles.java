package dev.queuectl.cli.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of this program as it runs: its jar, its launcher with what that needs, and Java where
/// it has brought its own.
///
/// @param classPath what Java was started with
/// @param java the home of a Java to take along; null if there are others to find
record ProgramFiles(List<Path> classPath, @Nullable Path java) implements Installation.Parts {
  static final String JAR = "queuectl.jar";

  /// Lies in every folder that was installed, and names what was written outside of it.
  static final String MARK = "installed";

  private static final List<String> LAUNCHER =
      List.of(
          "queuectl",
          "scripts/prepare",
          "scripts/find-java",
          "scripts/train-aot",
          "scripts/UnpackSqlite.java");

  static ProgramFiles ofThisProcess() {
    var home = Path.of(System.getProperty("java.home"));
    var own = home.resolveSibling(JAR);
    return new ProgramFiles(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList(),
        Files.isRegularFile(own) ? home : null);
  }

  @Override
  public void writeTo(Path folder) throws IOException {
    var jar = folder.resolve(JAR);
    if (classPath.size() == 1 && classPath.getFirst().toString().endsWith(".jar")) {
      Files.copy(classPath.getFirst(), jar, StandardCopyOption.COPY_ATTRIBUTES);
    } else {
      MergedJar.write(classPath, jar);
    }
    for (var name : LAUNCHER) {
      var file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (var packed = ProgramFiles.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(packed, name), file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (java != null) {
      Trees.copy(java, folder.resolve("java"));
    }
  }
}
