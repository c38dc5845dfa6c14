package dev.queuectl.process.launch;

import dev.queuectl.OpenDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The scripts that [Reopening] has read; it reads them again when they have changed.
final class ScriptTexts {
  static final int MOST_WORDS = 64;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;|&()<>\"'`=]+");

  /// The directory that a `make` inside a Makefile works in.
  private static final Pattern DIRECTORY = Pattern.compile("\\s-C\\s*([\\w./-]+)");

  private static final List<String> MAKEFILES = List.of("GNUmakefile", "makefile", "Makefile");
  private static final List<String> PACKAGE = List.of("package.json");
  private static final Map<String, List<String>> BUILD_FILES =
      Map.of(
          "make", MAKEFILES,
          "gmake", MAKEFILES,
          "MAKE", MAKEFILES, // $(MAKE)
          "${MAKE}", MAKEFILES,
          "just", List.of("justfile", "Justfile", ".justfile"),
          "task", List.of("Taskfile.yml", "Taskfile.yaml"),
          "rake", List.of("Rakefile"),
          "npm", PACKAGE,
          "pnpm", PACKAGE,
          "yarn", PACKAGE);

  private static final long LONGEST = 1 << 20;
  private static final int REMEMBERED = 1000;

  private static final Map<Path, Script> READ = memory();

  /// A file as it was when it was read.
  ///
  /// @param words that may name other scripts
  record Script(Object version, boolean reopens, List<String> words) {}

  private ScriptTexts() {}

  static List<String> words(String command) {
    return split(command).limit(MOST_WORDS).toList();
  }

  /// The names of the files that programs among these words read by default.
  static List<String> buildFiles(List<String> words) {
    return words.stream()
        .flatMap(word -> BUILD_FILES.getOrDefault(word, List.of()).stream())
        .distinct()
        .toList();
  }

  static Script read(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    var version = List.of(attributes.lastModifiedTime(), attributes.size());
    var known = READ.get(file);
    if (known != null && known.version.equals(version)) {
      return known;
    }
    var text =
        attributes.size() > LONGEST || OpenDatabases.include(file)
            ? "\0"
            : Files.readString(file, StandardCharsets.ISO_8859_1);
    var script =
        text.indexOf('\0') >= 0
            ? new Script(version, false, List.of())
            : new Script(version, Reopening.isIn(text), pathsIn(text));
    READ.put(file, script);
    return script;
  }

  /// What counts as such a place has changed.
  static void forget() {
    READ.clear();
  }

  private static List<String> pathsIn(String text) {
    var directories = DIRECTORY.matcher(text).results().map(found -> found.group(1));
    var paths =
        split(text)
            .filter(
                word -> word.contains("/") || word.contains(".") || BUILD_FILES.containsKey(word));
    return Stream.concat(directories, paths).distinct().limit(MOST_WORDS).toList();
  }

  private static Stream<String> split(String text) {
    return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty());
  }

  /// Only the newest ones; for any thread.
  static <K, V> Map<K, V> memory() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
          }
        });
  }
}
