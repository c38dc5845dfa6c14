package dev.queuectl.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJarTest {
  @TempDir Path directory;

  private Path jar(String name, String... namesAndContents) throws IOException {
    var path = directory.resolve(name);
    try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
      for (var i = 0; i < namesAndContents.length; i += 2) {
        jar.putNextEntry(new JarEntry(namesAndContents[i]));
        jar.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
    return path;
  }

  private Path folder(String file, String content) throws IOException {
    var path = directory.resolve("classes").resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, content);
    return directory.resolve("classes");
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theFirstFileOfANameWinsAndServicesAreJoined() throws IOException {
    var parts =
        List.of(
            folder("a/A.class", "ours"),
            jar("one.jar", "a/A.class", "theirs", "META-INF/services/S", "one"),
            jar("two.jar", "b/B.class", "b", "META-INF/services/S", "two"),
            directory.resolve("missing.jar"));
    var merged = directory.resolve("merged.jar");
    MergedJar.write(parts, merged);
    try (var jar = new JarFile(merged.toFile())) {
      assertThat(text(jar, "a/A.class")).isEqualTo("ours");
      assertThat(text(jar, "b/B.class")).isEqualTo("b");
      assertThat(text(jar, "META-INF/services/S")).isEqualTo("one\ntwo\n");
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.queuectl.door.Door");
    }
    var again = directory.resolve("again.jar");
    MergedJar.write(parts, again);
    assertThat(again).hasSameBinaryContentAs(merged);
  }

  @Test
  void whatHoldsForASingleJarIsLeftOut() throws IOException {
    var part =
        jar(
            "signed.jar",
            "META-INF/KEY.SF",
            "",
            "META-INF/KEY.RSA",
            "",
            "module-info.class",
            "",
            "META-INF/versions/9/module-info.class",
            "",
            "META-INF/LICENSE",
            "free");
    var merged = directory.resolve("merged.jar");
    MergedJar.write(List.of(part), merged);
    try (var jar = new JarFile(merged.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "META-INF/LICENSE");
    }
  }
}
