package dev.queuectl.store.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A job's environment as one text: a line `NAME=value` each, with `\\` and `\n` for a backslash
/// and a line break inside a value.
public final class EnvText {
  private EnvText() {}

  public static @Nullable String of(Map<String, String> env) {
    if (env.isEmpty()) {
      return null;
    }
    return env.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  public static Map<String, String> read(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    var env = new LinkedHashMap<String, String>();
    for (var line : text.split("\n")) {
      var equals = line.indexOf('=');
      env.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
    }
    return env;
  }

  private static String unescaped(String value) {
    return Escape.PATTERN
        .matcher(value)
        .replaceAll(match -> match.group().equals("\\n") ? "\n" : "\\\\");
  }

  /// Separate, so that commands that see no environment need not compile it.
  private static final class Escape {
    private static final Pattern PATTERN = Pattern.compile("\\\\[n\\\\]");
  }
}
