package dev.queuectl.cli.console;

import dev.queuectl.JobField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// JSON on a command line from which the shell has taken the quotes, `{id:a,command:sleep 2}`, as
/// PowerShell (before 7.3) and cmd.exe do.
public final class LostQuotes {
  private static final Pattern PAIR = Pattern.compile("\\s*(\\w+)\\s*:\\s*([^{}\\[\\]:]*?)\\s*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
  private static final String EXAMPLE = "\"{\\\"command\\\":\\\"echo hello\\\"}\"";

  /// Those that are options of the same name.
  private static final Map<String, JobField> FIELDS =
      Arrays.stream(JobField.values())
          .filter(field -> field.kind().isString())
          .collect(Collectors.toMap(JobField::key, field -> field));

  private LostQuotes() {}

  /// Whether the text looks like that.
  public static boolean in(String text) {
    return text.indexOf('"') < 0 && text.matches("(?s)\\{\\s*\\w+\\s*:.*");
  }

  /// The forms that work there, with the job itself where it can still be read.
  public static String advice(String text) {
    return "If your shell removed the quotes, as PowerShell and cmd.exe do, use options: queuectl enqueue %s; or a file: queuectl enqueue --file job.json; or in PowerShell: queuectl enqueue --%% %s"
        .formatted(options(text), escaped(text));
  }

  private static String options(String text) {
    var words = new ArrayList<String>();
    for (var pair : pairs(text)) {
      words.add("--%s %s".formatted(pair.getFirst().replace('_', '-'), quoted(pair.getLast())));
    }
    return words.isEmpty() ? "--command \"echo hello\"" : String.join(" ", words);
  }

  private static String quoted(String value) {
    return value.matches("[\\w.:+-]+") ? value : "\"" + value + "\"";
  }

  private static String escaped(String text) {
    var fields = new ArrayList<String>();
    for (var pair : pairs(text)) {
      var value = pair.getLast();
      var shown = NUMBER.matcher(value).matches() ? value : "\\\"" + value + "\\\"";
      fields.add("\\\"%s\\\":%s".formatted(pair.getFirst(), shown));
    }
    return fields.isEmpty() ? EXAMPLE : "\"{" + String.join(",", fields) + "}\"";
  }

  /// The fields, if all of them are simple; otherwise none.
  private static List<List<String>> pairs(String text) {
    var pairs = new ArrayList<List<String>>();
    for (var part : text.strip().replaceFirst("^\\{", "").replaceFirst("}$", "").split(",")) {
      var pair = PAIR.matcher(part);
      var field = pair.matches() ? FIELDS.get(pair.group(1)) : null;
      if (field == null || pair.group(2).isEmpty()) {
        return List.of();
      }
      pairs.add(List.of(field.key(), pair.group(2)));
    }
    return pairs;
  }
}
