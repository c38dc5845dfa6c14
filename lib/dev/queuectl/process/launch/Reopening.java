package dev.queuectl.process.launch;

import dev.queuectl.environment.JobEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a command may reopen its own output by name, as `> /dev/stderr` does. That empties a
/// file, so such a command gets pipes, see [Readers].
///
/// This is guessed from the command's text and environment, the scripts and links that the text
/// names, and those that they name in turn. A name that is only put together at run time is not
/// seen: `EmptiedOutput` is for those.
final class Reopening {
  /// Also the names of variables that have such a value, in the worker's environment or in any that
  /// it has met.
  private static volatile Pattern name = name(System.getenv());

  /// Those of its commands that it has met, which takes too long to do for each.
  private static final Map<JobEnvironment, Boolean> MET = ScriptTexts.memory();

  /// The first word of a simple command, unless it has a slash.
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:^|[;|&({\\n]|\\b(?:do|then|else|exec|nohup|time|env|nice|setsid|sh|bash)\\s)"
              + "\\s*(?:\\w+=\\S*\\s+)*([\\w.+-]+)(?=[\\s;|&)]|$)");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)\\}?");

  private static final String USUAL_PATH = "/usr/bin:/bin";

  private static final Map<String, Optional<Path>> PROGRAMS = ScriptTexts.memory();

  /// How far scripts and links are followed.
  private static final int DEPTH = 3;

  private static final Path DEVICES = Path.of("/dev");

  private Reopening() {}

  static boolean isLikely(Launch launch) {
    var command = launch.command();
    if (launch.isBuiltin()) {
      return false;
    }
    meet(launch.environment());
    return isIn(command)
        || launch.env().values().stream().anyMatch(Reopening::isIn)
        || anyReopens(ScriptTexts.words(command), launch, DEPTH)
        || PROGRAM
            .matcher(command)
            .results()
            .limit(ScriptTexts.MOST_WORDS)
            .anyMatch(program -> isProgram(program.group(1), launch));
  }

  /// Whether a text contains the name of such a place.
  static boolean isIn(String text) {
    return name.matcher(text).find();
  }

  private static void meet(@Nullable JobEnvironment environment) {
    if (environment != null
        && MET.putIfAbsent(environment, true) == null
        && environment.variables().values().stream().anyMatch(Reopening::isIn)) {
      learn(environment.variables());
    }
  }

  private static synchronized void learn(Map<String, String> environment) {
    var more = name(environment);
    name = Pattern.compile(name + "|" + more);
    ScriptTexts.forget();
  }

  /// Finds the name of such a place, or of a variable whose value is one.
  static Pattern name(Map<String, String> environment) {
    var places = "/dev/(?:stdout|stderr|fd\\b)|/proc/[^/\\s]+/(?:task/[^/\\s]+/)?fd\\b";
    var known = Pattern.compile(places);
    var pattern = new StringBuilder(places);
    environment.forEach(
        (name, value) -> {
          if (known.matcher(value).find()) {
            pattern.append("|\\b").append(Pattern.quote(name)).append("\\b");
          }
        });
    return Pattern.compile(pattern.toString());
  }

  private static boolean anyReopens(List<String> words, Launch launch, int depth) {
    return words.stream().anyMatch(word -> isScript(word, launch, depth))
        || buildFiles(words, launch).anyMatch(file -> reopens(file, launch, depth));
  }

  private static boolean isScript(String word, Launch launch, int depth) {
    return !word.startsWith("-")
        && path(word, launch)
            .filter(file -> file.toFile().exists()) // as few words do; faster than java.nio
            .filter(file -> isLink(file, launch) || reopens(file, launch, depth))
            .isPresent();
  }

  private static Optional<Path> path(String word, Launch launch) {
    try {
      var name = word.indexOf('$') < 0 ? word : expanded(word, launch);
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(
              name.startsWith("~/") ? home(name, launch) : Path.of(launch.cwd()).resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Path home(String word, Launch launch) {
    return Path.of(Objects.requireNonNullElse(launch.variable("HOME"), "/"), word.substring(2));
  }

  private static String expanded(String word, Launch launch) {
    return VARIABLE
        .matcher(word)
        .replaceAll(
            variable ->
                Matcher.quoteReplacement(
                    Objects.requireNonNullElse(launch.variable(variable.group(1)), "")));
  }

  /// Whether it is such a place under another name, such as a link `out.log` to `/dev/stdout`, or
  /// is in a directory that is.
  private static boolean isLink(Path file, Launch launch) {
    try {
      var at = file;
      for (var step = 0; step < DEPTH && Files.isSymbolicLink(at); step++) {
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        if (isIn(at.toString())) {
          return true;
        }
      }
      var directory = at.resolveSibling("");
      return !directory.toString().equals(launch.cwd())
          && !directory.equals(DEVICES)
          && isIn(directory.toRealPath().toString());
    } catch (IOException e) {
      return false; // gone since
    }
  }

  /// Files that programs such as `make` read by default.
  private static Stream<Path> buildFiles(List<String> words, Launch launch) {
    var names = ScriptTexts.buildFiles(words);
    if (names.isEmpty()) {
      return Stream.empty();
    }
    var directories = new ArrayList<Path>();
    for (var at = Path.of(launch.cwd()); at != null; at = at.getParent()) {
      directories.add(at); // some look for theirs above, too
    }
    words.stream()
        .flatMap(word -> path(word, launch).stream())
        .filter(Files::isDirectory)
        .forEach(directories::add);
    return directories.stream()
        .flatMap(directory -> names.stream().map(name -> directory.resolve(name)));
  }

  /// A script that the shell would find. The path of a program is looked up only once.
  private static boolean isProgram(String word, Launch launch) {
    var path = Objects.requireNonNullElse(launch.variable("PATH"), USUAL_PATH);
    var key = path + ":" + word;
    var known = PROGRAMS.get(key);
    if (known == null) {
      known =
          Arrays.stream(path.split(":"))
              .map(directory -> Path.of("/", directory, word))
              .filter(Files::isExecutable)
              .findFirst();
      PROGRAMS.put(key, known);
    }
    return known.filter(file -> reopens(file, launch, DEPTH)).isPresent();
  }

  private static boolean reopens(Path file, Launch launch, int depth) {
    if (!file.toFile().isFile()) {
      return false; // an exception would take longer
    }
    try {
      var script = ScriptTexts.read(file);
      return script.reopens() || (depth > 1 && anyReopens(script.words(), launch, depth - 1));
    } catch (IOException e) {
      return false; // gone since, or not to be read by this user
    }
  }
}
