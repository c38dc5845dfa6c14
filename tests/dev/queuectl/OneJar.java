package dev.queuectl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// A class path as one jar, as what is given away is: a JVM that opens a hundred takes a third more
/// CPU time for a command.
final class OneJar {
  /// The browsers' driver for all platforms has a hundred megabytes, and no process of a test is a
  /// browser's.
  private static final long LARGEST = 20_000_000;

  private static final String SERVICES = "META-INF/services/";

  private final JarOutputStream out;
  private final Set<String> written = new HashSet<>();
  private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();

  private OneJar(JarOutputStream out) {
    this.out = out;
  }

  /// @param entries jars and folders; of files with one name the first counts
  static void write(Path jar, List<Path> entries) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.setLevel(0); // read often, and soon removed
      var one = new OneJar(out);
      for (var entry : entries) {
        one.addAll(entry);
      }
      one.addServices();
    }
  }

  private void addAll(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      addTree(entry);
    } else if (Files.size(entry) < LARGEST) {
      try (var inside = FileSystems.newFileSystem(entry)) {
        addTree(inside.getPath("/"));
      }
    }
  }

  private void addTree(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.toList()) {
        var name = root.relativize(file).toString();
        if (Files.isDirectory(file)) {
          addFolder(name);
        } else if (name.startsWith(SERVICES)) {
          addTo(services.computeIfAbsent(name, _ -> new ByteArrayOutputStream()), file);
        } else if (!isOfOneJar(name) && written.add(name)) {
          add(name, file);
        }
      }
    }
  }

  /// Some libraries look for what they have in a folder.
  private void addFolder(String name) throws IOException {
    var folder = name.endsWith("/") ? name : name + "/";
    if (!name.isEmpty() && !name.equals("META-INF") && written.add(folder)) {
      out.putNextEntry(new ZipEntry(folder));
    }
  }

  /// Descriptions and signatures of the one that it came from.
  private static boolean isOfOneJar(String name) {
    return name.equals("META-INF/MANIFEST.MF")
        || name.endsWith("module-info.class")
        || name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)");
  }

  private void add(String name, Path file) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    Files.copy(file, out);
  }

  private static void addTo(OutputStream service, Path file) throws IOException {
    Files.copy(file, service);
    service.write('\n');
  }

  private void addServices() throws IOException {
    for (var service : services.entrySet()) {
      out.putNextEntry(new ZipEntry(service.getKey()));
      service.getValue().writeTo(out);
    }
  }
}
