package dev.queuectl.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The Java files of this repository, by the types that are declared in them.
final class Sources {
  private static final List<String> ROOTS = List.of("lib", "web", "tests", "bench", "scripts");
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

  private final Map<String, Set<Path>> declaring = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private Sources() {}

  static Sources read() throws IOException {
    var sources = new Sources();
    for (var root : ROOTS) {
      try (var walk = Files.walk(Path.of(root))) {
        walk.filter(Files::isRegularFile).forEach(sources::add);
      }
    }
    try (var top = Files.list(Path.of(""))) {
      top.filter(Files::isRegularFile).forEach(file -> sources.names.add(file.toString()));
    }
    return sources;
  }

  private void add(Path file) {
    names.add(file.getFileName().toString());
    if (file.toString().endsWith(".java")) {
      var types = TYPE.matcher(code(file));
      while (types.find()) {
        declaring.computeIfAbsent(types.group(1), _ -> new HashSet<>()).add(file);
      }
    }
  }

  boolean hasFile(String name) {
    return names.contains(name);
  }

  /// The files that declare a type of this name, at their top or inside another.
  List<Path> of(String type) {
    return new ArrayList<>(declaring.getOrDefault(type, Set.of()));
  }

  /// Whether it is declared or used there as one of its own: not in a comment, nor of something
  /// else (`other.member`).
  static boolean hasMember(Path file, String member) {
    return Pattern.compile("(?<![\\w.])" + member + "(?!\\w)").matcher(code(file)).find();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(Path file) {
    return COMMENT.matcher(text(file)).replaceAll("");
  }
}
