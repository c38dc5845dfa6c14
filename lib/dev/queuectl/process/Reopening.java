package dev.queuectl.process;

import dev.queuectl.OpenDatabases;
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
/// It is guessed from the command's text, and that of the scripts that the text names, and of those
/// that they name. A name that is put together while it runs is not seen.
final class Reopening {
  private static final Pattern NAME =
      Pattern.compile("/dev/(?:stdout|stderr|fd/)|/proc/[^/\\s]+/(?:task/[^/\\s]+/)?fd\\b");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;|&()<>\"'`=]+");

  /// The first word of a simple command, unless it has a slash.
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:^|[;|&({\\n]|\\b(?:do|then|else|exec|nohup|time|env|nice|setsid|sh|bash)\\s)"
              + "\\s*(?:\\w+=\\S*\\s+)*([\\w.+-]+)(?=[\\s;|&)]|$)");

  private static final int MOST_WORDS = 64;
  private static final long LONGEST_SCRIPT = 1 << 20;
  private static final int REMEMBERED = 1000;

  private static final String OWN_PATH =
      Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");

  private static final Map<Path, Script> SCRIPTS = memory();
  private static final Map<String, Optional<Path>> PROGRAMS = memory();

  /// How far scripts are followed.
  private static final int DEPTH = 3;

  /// A file as it was when it was read.
  ///
  /// @param words that may name other scripts
  private record Script(Object version, boolean reopens, List<String> words) {}

  private Reopening() {}

  static boolean isLikely(Launch launch) {
    var command = launch.command();
    if (Builtin.is(command)) {
      return false;
    }
    return NAME.matcher(command).find()
        || BETWEEN_WORDS
            .splitAsStream(command)
            .limit(MOST_WORDS)
            .anyMatch(word -> isScript(word, launch, DEPTH))
        || PROGRAM
            .matcher(command)
            .results()
            .limit(MOST_WORDS)
            .anyMatch(program -> isProgram(program.group(1), launch));
  }

  private static boolean isScript(String word, Launch launch, int depth) {
    try {
      return !word.isEmpty()
          && !word.startsWith("-")
          && reopens(
              word.startsWith("~/") ? home(word) : Path.of(launch.cwd()).resolve(word),
              launch,
              depth);
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
    return known.filter(file -> reopens(file, launch, DEPTH)).isPresent();
  }

  private static boolean reopens(Path file, Launch launch, int depth) {
    if (!file.toFile().isFile()) {
      return false; // as most words; an exception would take longer
    }
    try {
      var script = read(file);
      return script.reopens
          || (depth > 1
              && script.words.stream().anyMatch(word -> isScript(word, launch, depth - 1)));
    } catch (IOException e) {
      return false; // gone since, or not to be read by this user
    }
  }

  private static Script read(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    var version = List.of(attributes.lastModifiedTime(), attributes.size());
    var known = remembered(SCRIPTS, file);
    if (known != null && known.version.equals(version)) {
      return known;
    }
    var text =
        attributes.size() > LONGEST_SCRIPT || OpenDatabases.include(file)
            ? "\0"
            : Files.readString(file, StandardCharsets.ISO_8859_1);
    var script =
        text.indexOf('\0') >= 0
            ? new Script(version, false, List.of())
            : new Script(version, NAME.matcher(text).find(), pathsIn(text));
    remember(SCRIPTS, file, script);
    return script;
  }

  private static List<String> pathsIn(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text)
        .filter(word -> word.contains("/") || word.contains("."))
        .distinct()
        .limit(MOST_WORDS)
        .toList();
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
