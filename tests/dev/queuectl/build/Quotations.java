package dev.queuectl.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Markdown document says of the code: its links, the names in backticks, and the indented
/// blocks that quote lines of the source named last before them. In such a block `...` stands for
/// anything, and white space does not count.
final class Quotations {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern PATH =
      Pattern.compile("(?:lib|web|tests|docs|scripts|bench|examples|\\.ci)/\\S*");
  private static final Pattern FILE = Pattern.compile("[\\w-]+\\.(?:java|xml|js|css|md|sql)");
  private static final Pattern MEMBER = Pattern.compile("([A-Z]\\w*)\\.(\\w+)(?:\\(.*\\))?");
  private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]\\w*");
  private static final Pattern RECIPE = Pattern.compile("just ([a-z]+).*");

  /// `NAME` in [File.java](path): what has no type before it.
  private static final Pattern MEMBER_IN_FILE =
      Pattern.compile("`(\\w+)`\\s+in\\s+\\[[^]]*]\\(([^)]+\\.java)\\)");

  private static final Pattern NAMED_SOURCE =
      Pattern.compile("]\\(([^)]+\\.java)\\)|`([A-Z]\\w*)\\.\\w+(?:\\(.*\\))?`");

  /// Not ours: of Java, of its libraries, of HTTP and of a keyboard.
  private static final Set<String> FOREIGN =
      Set.of("AttributedString", "Enter", "HttpOnly", "InstantSource", "ProcessBuilder");

  private final Path folder;
  private final Sources sources;
  private final Set<String> wrong = new TreeSet<>();
  private int blocks;

  private Quotations(Path folder, Sources sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /// @param folder where the document is, from which its links lead
  static Quotations check(Path folder, String markdown, Sources sources) {
    var quotations = new Quotations(folder, sources);
    var before = "";
    for (var part : parts(markdown)) {
      if (part.isIndented()) {
        quotations.checkBlock(part.text(), before);
      } else {
        quotations.checkProse(part.text());
      }
      before = part.text();
    }
    return quotations;
  }

  /// What is said and is not so, a line each.
  Set<String> wrong() {
    return wrong;
  }

  /// How many blocks were taken for code and compared.
  int blocks() {
    return blocks;
  }

  private record Part(String text, boolean isIndented) {}

  /// Between blank lines; an indented block may have some inside.
  private static List<Part> parts(String markdown) {
    var parts = new ArrayList<Part>();
    for (var text : markdown.split("\n\\s*\n(?! *$)")) {
      var isIndented = text.startsWith("    ");
      var last = parts.isEmpty() ? null : parts.getLast();
      if (isIndented && last != null && last.isIndented()) {
        parts.set(parts.size() - 1, new Part(last.text() + "\n" + text, true));
      } else {
        parts.add(new Part(text, isIndented));
      }
    }
    return parts;
  }

  private void checkProse(String prose) {
    each(LINK, prose, link -> checkLink(link.group(1)));
    each(QUOTED, prose, quoted -> checkName(quoted.group(1).replaceAll("\\s+", " ")));
    each(
        MEMBER_IN_FILE,
        prose,
        member -> {
          var file = folder.resolve(member.group(2));
          if (Files.exists(file) && !Sources.hasMember(file, member.group(1))) {
            wrong.add("%s is not in %s".formatted(member.group(1), member.group(2)));
          }
        });
  }

  private void checkLink(String link) {
    var file = link.replaceFirst("#.*", "");
    if (!file.isEmpty() && !link.contains("://") && !Files.exists(folder.resolve(file))) {
      wrong.add("the link points to nothing: " + link);
    }
  }

  private void checkName(String name) {
    var member = MEMBER.matcher(name);
    var recipe = RECIPE.matcher(name);
    if (PATH.matcher(name).matches()) {
      checkPath(name);
    } else if (FILE.matcher(name).matches()) {
      claim(sources.hasFile(name), "no such file: " + name);
    } else if (member.matches() && !FOREIGN.contains(member.group(1))) {
      claim(
          sources.of(member.group(1)).stream()
              .anyMatch(file -> Sources.hasMember(file, member.group(2))),
          "no such member: " + name);
    } else if (TYPE.matcher(name).matches() && !FOREIGN.contains(name)) {
      claim(!sources.of(name).isEmpty(), "no such type: " + name);
    } else if (recipe.matches()) {
      claim(
          Sources.text(Path.of("justfile")).contains("\n" + recipe.group(1)),
          "no such recipe: " + name);
    }
  }

  /// `{a,b}` stands for several.
  private void checkPath(String path) {
    var braces = Pattern.compile("(.*)\\{(.*)}(.*)").matcher(path);
    var paths =
        braces.matches()
            ? Stream.of(braces.group(2).split(",")).map(s -> braces.group(1) + s + braces.group(3))
            : Stream.of(path);
    paths.forEach(each -> claim(Files.exists(Path.of(each)), "no such path: " + each));
  }

  private void checkBlock(String block, String before) {
    for (var line : block.lines().map(String::strip).toList()) {
      var first = line.split("[, ]")[0];
      if (PATH.matcher(first).matches()) {
        checkPath(first);
      }
    }
    var files = new ArrayList<Path>();
    each(
        NAMED_SOURCE,
        before,
        named -> {
          files.clear();
          if (named.group(1) == null) {
            files.addAll(sources.of(named.group(2)));
          } else {
            files.add(folder.resolve(named.group(1)).normalize());
          }
        });
    files.removeIf(file -> !Files.exists(file)); // which is complained of where it is named
    if (!files.isEmpty()) {
      blocks++;
      var found = files.stream().map(file -> firstMissing(block, file)).toList();
      claim(found.contains(""), "%s does not say: %s".formatted(files, found.getFirst()));
    }
  }

  /// The first line that does not follow those before it in the file; empty if all do.
  private static String firstMissing(String block, Path file) {
    var text = packed(Sources.text(file));
    var from = 0;
    for (var line : block.lines().flatMap(each -> Stream.of(each.split("\\.\\.\\."))).toList()) {
      var at = text.indexOf(packed(line), from);
      if (at < 0) {
        return line.strip();
      }
      from = at + packed(line).length();
    }
    return "";
  }

  private static String packed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private void claim(boolean isSo, String otherwise) {
    if (!isSo) {
      wrong.add(otherwise);
    }
  }

  private static void each(Pattern pattern, String text, Consumer<MatchResult> action) {
    pattern.matcher(text).results().forEach(action);
  }
}
