package dev.queuectl.cli.console;

import dev.queuectl.JobField;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobInput;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JSON on a command line from which the shell has taken the quotes, `{id:a,command:sleep 2}`, as
/// PowerShell (before 7.3) and cmd.exe do, perhaps in several words; or left single quotes around
/// it, as cmd.exe does. A value ends where the name of a field follows a comma.
public final class LostQuotes {
  /// A job, or an array of jobs.
  private static final Pattern JSON = Pattern.compile("(?s)'?(?:\\{|\\[\\s*\\{).*");

  private static final Pattern BEGINNING = Pattern.compile("(?s)(?:\\[\\s*)?\\{\\s*\\w+\\s*:.*");
  private static final Pattern BEGINNING_IN_QUOTES =
      Pattern.compile("(?s)(?:\\[\\s*)?\\{\\s*\"\\w+\"\\s*:.*");
  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_-]+)\\s*:");
  private static final Pattern VARIABLE = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*:");
  private static final Set<String> TAKING_JOBS = Set.of("enqueue", "add", "run");

  /// What follows these may look like anything.
  private static final Set<String> FREE_TEXT = Set.of("-c", "--command", "-e", "--env", "--cwd");

  private LostQuotes() {}

  /// Whether a word is meant to be JSON and not a command.
  public static boolean isJson(String word) {
    return JSON.matcher(word).matches();
  }

  /// Without the single quotes that cmd.exe leaves.
  ///
  /// @throws QueueException.Invalid if the second is missing
  public static String unwrapped(String text) {
    try {
      return JobInput.unwrapped(text);
    } catch (QueueException.Invalid e) {
      throw new QueueException.Invalid(String.valueOf(e.getMessage()), advice());
    }
  }

  /// Whether the text looks like JSON without its quotes.
  public static boolean in(String text) {
    return BEGINNING.matcher(text).matches();
  }

  /// The words, those in one that a shell has made several of because their quotes were lost.
  public static List<String> joined(List<String> words) {
    for (var i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
      var isValue = i > 0 && FREE_TEXT.contains(words.get(i - 1));
      if (isJson(words.get(i)) && !isValue && isForJob(words.subList(0, i))) {
        return joined(words, i);
      }
    }
    return words;
  }

  private static boolean isForJob(List<String> before) {
    return before.stream().anyMatch(TAKING_JOBS::contains)
        || before.stream().allMatch(word -> word.startsWith("-"));
  }

  private static List<String> joined(List<String> words, int from) {
    for (var to = from + 1; to <= words.size(); to++) {
      var text = String.join(" ", words.subList(from, to));
      if (open(text) == 0) {
        var body = text.startsWith("'") ? text.substring(1) : text;
        if (to == from + 1 || !in(body) && !BEGINNING_IN_QUOTES.matcher(body).matches()) {
          return words;
        }
        var all = new ArrayList<>(words.subList(0, from));
        all.add(text);
        all.addAll(words.subList(to, words.size()));
        return all;
      }
    }
    return words;
  }

  /// How many braces are open at the end, and brackets if it begins with one.
  private static long open(String text) {
    var isArray = text.startsWith("[") || text.startsWith("'[");
    return text.chars().filter(c -> c == '{' || isArray && c == '[').count()
        - text.chars().filter(c -> c == '}' || isArray && c == ']').count();
  }

  /// The JSON that was meant; empty if it cannot be told for sure.
  public static Optional<String> json(String text) {
    var body = text.strip();
    if (!in(body)) {
      return Optional.empty();
    }
    return body.startsWith("[") ? array(body) : object(body);
  }

  private static Optional<String> array(String text) {
    var objects = new ArrayList<String>();
    var begin = 1;
    for (var end = text.indexOf('}'); end >= 0; end = text.indexOf('}', end + 1)) {
      var part = text.substring(begin, end + 1).strip();
      if (open(part) == 0) {
        var object = object(part.replaceFirst("^,\\s*", ""));
        if (object.isEmpty()) {
          return object;
        }
        objects.add(object.get());
        begin = end + 1;
      }
    }
    return text.substring(begin).strip().equals("]")
        ? Optional.of("[" + String.join(", ", objects) + "]")
        : Optional.empty();
  }

  private static Optional<String> object(String body) {
    if (!in(body) || !body.endsWith("}")) {
      return Optional.empty();
    }
    var pairs = pairs(body.substring(1, body.length() - 1));
    return pairs == null || pairs.keySet().stream().noneMatch(LostQuotes::isCommand)
        ? Optional.empty()
        : Optional.of(
            pairs.entrySet().stream()
                .map(
                    pair ->
                        JsonOut.quoted(pair.getKey())
                            + ": "
                            + value(pair.getKey(), pair.getValue()))
                .collect(Collectors.joining(", ", "{", "}")));
  }

  /// The fields and their values as they stand; null if a field is there twice.
  private static @Nullable Map<String, String> pairs(String body) {
    var pairs = new LinkedHashMap<String, String>();
    var name = "";
    var begin = 0;
    var depth = 0;
    for (var i = 0; i <= body.length(); i++) {
      var c = i < body.length() ? body.charAt(i) : ',';
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      var next = depth == 0 && (c == ',' || i == 0) ? field(body, i == 0 ? 0 : i + 1) : null;
      if ((next != null || i == body.length()) && !name.isEmpty()) {
        if (pairs.put(name, body.substring(begin, i).strip()) != null) {
          return null;
        }
      }
      if (next != null) {
        name = next;
        begin = body.indexOf(':', i) + 1;
      } else if (i == 0) {
        return pairs; // it begins with no field
      }
    }
    return pairs;
  }

  /// The name of the field that begins there.
  private static @Nullable String field(String body, int at) {
    var match = NAME.matcher(body).region(Math.min(at, body.length()), body.length());
    return match.lookingAt() && isKnown(match.group(1)) ? match.group(1) : null;
  }

  private static boolean isKnown(String name) {
    return JobField.of(name).isPresent() || JobJson.STANDING.contains(name.replace('-', '_'));
  }

  private static boolean isCommand(String name) {
    return JobField.of(name).equals(Optional.of(JobField.COMMAND));
  }

  private static String value(String name, String text) {
    var field = JobField.of(name);
    var isBare =
        text.equals("null")
            || field.filter(it -> it.kind().isNumber()).isPresent()
                && Numbers.read(text).isPresent()
            || field.filter(it -> it.kind().jsonType().equals("boolean")).isPresent();
    if (field.equals(Optional.of(JobField.ENV)) && text.startsWith("{") && text.endsWith("}")) {
      return variables(text.substring(1, text.length() - 1));
    }
    return isBare ? text : JsonOut.quoted(text);
  }

  private static String variables(String body) {
    var parts = new ArrayList<String>();
    for (var part : body.split(",(?=\\s*[A-Za-z_]\\w*\\s*:)")) {
      var match = VARIABLE.matcher(part);
      if (match.lookingAt()) {
        parts.add(
            JsonOut.quoted(match.group(1))
                + ": "
                + JsonOut.quoted(part.substring(match.end()).strip()));
      }
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /// The forms that work everywhere.
  public static String advice() {
    return "If your shell removed the quotes, as PowerShell and cmd.exe do, use options: queuectl"
        + " enqueue --id job1 --command \"echo hello\"; or a file: queuectl enqueue --file job.json;"
        + " or in PowerShell: queuectl enqueue --% \"{\\\"command\\\":\\\"echo hello\\\"}\"";
  }
}
