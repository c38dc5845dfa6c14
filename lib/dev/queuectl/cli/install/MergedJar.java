package dev.queuectl.cli.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/// One jar of many and of folders of classes, as JBang runs the program from its sources: the first
/// of two files of the same name wins, except for lists of services, which are joined.
final class MergedJar {
  private static final String SERVICES = "META-INF/services/";

  /// Signatures and descriptions that hold for the single jar alone.
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|DSA|RSA|EC))|(.*/)?module-info\\.class");

  /// Of all entries: the same parts give the same bytes.
  private static final LocalDateTime AGE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final JarOutputStream to;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();

  private MergedJar(JarOutputStream to) {
    this.to = to;
  }

  static void write(List<Path> classPath, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var to = new JarOutputStream(file)) {
      var merged = new MergedJar(to);
      merged.put(JarFile.MANIFEST_NAME, manifest());
      for (var part : classPath) {
        merged.take(part);
      }
      for (var service : merged.services.entrySet()) {
        merged.put(service.getKey(), service.getValue().toByteArray());
      }
    }
  }

  private static byte[] manifest() throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Name.MANIFEST_VERSION, "1.0");
    main.put(Name.MAIN_CLASS, "dev.queuectl.door.Door");
    main.put(Name.MULTI_RELEASE, "true");
    main.put(new Name("Enable-Native-Access"), "ALL-UNNAMED");
    var written = new ByteArrayOutputStream();
    manifest.write(written);
    return written.toByteArray();
  }

  private void take(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      takeAll(part);
    } else if (Files.isRegularFile(part)) {
      try (var inside = FileSystems.newFileSystem(part)) {
        takeAll(inside.getPath("/"));
      }
    }
  }

  private void takeAll(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        take(root.relativize(file).toString(), file);
      }
    }
  }

  private void take(String name, Path file) throws IOException {
    if (LEFT_OUT.matcher(name).matches()) {
      return;
    }
    if (name.startsWith(SERVICES)) {
      var list = services.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
      list.write(Files.readAllBytes(file));
      list.write('\n');
    } else if (seen.add(name)) {
      put(name, Files.readAllBytes(file));
    }
  }

  private void put(String name, byte[] content) throws IOException {
    var entry = new JarEntry(name);
    entry.setTimeLocal(AGE);
    to.putNextEntry(entry);
    to.write(content);
    to.closeEntry();
  }
}
