package dev.queuectl.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a command may open its own output anew by name, as `> /dev/stderr` does. In a file that
/// empties it; so such a command gets pipes, see [Readers].
///
/// It is guessed from the command's text, and that of the scripts that the text names. What only
/// another script names is not seen.
final class Reopening {
  private static final Pattern NAME =
      Pattern.compile(
          "/dev/(?:stdout|stderr|fd/)|/proc/[^/\\s]+/(?:task/[^/\\s]+/)?fd\\b");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;|&()<>\"'`=]+");
  private static final int MOST_WORDS = 64;
  private static final long LONGEST_SCRIPT = 1 << 20;
  private static final int REMEMBERED = 1000;

  private static final String OWN_PATH =
      Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");

  private static final Map<Path, Script> SCRIPTS = memory();
  private static final Map<String, Optional<Path>> PROGRAMS = memory();

  /// A file as it was when it was read.
  private record Script(Object version, boolean reopens) {}

  private Reopening() {}

  static boolean isLikely(Launch launch) {
    var command = launch.command();
    return NAME.matcher(command).find()
        || BETWEEN_WORDS
            .splitAsStream(command)
            .limit(MOST_WORDS)
            .anyMatch(word -> isScript(word, launch));
  }

  private static boolean isScript(String word, Launch launch) {
    try {
      if (word.isEmpty() || word.startsWith("-")) {
        return false;
      }
      var path = word.startsWith("~/") ? home(word) : Path.of(launch.cwd()).resolve(word);
      return word.contains("/") ? reopens(path) : reopens(path) || isProgram(word, launch);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path home(String word) {
    return Path.of(Objects.requireNonNullElse(System.getenv("HOME"), "/"), word.substring(2));
  }

  /// A script that the shell would find. Where a program is, is looked for once.
  private static boolean isProgram(String word, Launch launch) {
    var path = Objects.requireNonNullElse(launch.env().get("PATH"), OWN_PATH);
    var key = path + ":" + word;
    var known = remembered(PROGRAMS, key);
    if (known == null) {
      known =
          Arrays.stream(path.split(":"))
              .map(directory -> Path.of("/", directory, word))
              .filter(Files::isExecutable)
              .findFirst();
      remember(PROGRAMS, key, known);
    }
    return known.filter(Reopening::reopens).isPresent();
  }

  private static boolean reopens(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile() || attributes.size() > LONGEST_SCRIPT) {
        return false;
      }
      var version = List.of(attributes.lastModifiedTime(), attributes.size());
      var known = remembered(SCRIPTS, file);
      if (known != null && known.version.equals(version)) {
        return known.reopens;
      }
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      var script = new Script(version, text.indexOf('\0') < 0 && NAME.matcher(text).find());
      remember(SCRIPTS, file, script);
      return script.reopens;
    } catch (IOException e) {
      return false; // no such file, or none that this user may read
    }
  }

  private static <K, V> @Nullable V remembered(Map<K, V> map, K key) {
    synchronized (map) {
      return map.get(key);
    }
  }

  private static <K, V> void remember(Map<K, V> map, K key, V value) {
    synchronized (map) {
      map.put(key, value);
    }
  }

  /// The newest.
  private static <K, V> Map<K, V> memory() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
