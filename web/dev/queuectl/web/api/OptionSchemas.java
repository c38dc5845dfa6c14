package dev.queuectl.web.api;

import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.Setting;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the API's description says about the options that a [dev.queuectl.JobPolicy] holds, and
/// about fields that only say where a job stands: the document has a mark in each place where they
/// belong.
final class OptionSchemas {
  private OptionSchemas() {}

  static String fill(String document) {
    return document
        .replace("\"$options of a job\": {}", all(OptionSchemas::printed))
        .replace("\"$options to give\": {}", all(option -> given(option, List.of())))
        .replace("\"$options to change\": {}", all(option -> given(option, List.of("null"))))
        .replace("\"$options\"", all(option -> JsonOut.quoted(option.key())))
        .replace("$where it stands", listed(JobJson.STANDING));
  }

  /// In a sentence.
  private static String listed(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String all(Function<JobField, String> described) {
    return JobField.POLICY.stream().map(described).collect(Collectors.joining(",\n          "));
  }

  private static String printed(JobField option) {
    var seconds = option.kind() instanceof FieldKind.Span ? "Seconds. " : "";
    var unsaid = unsaid(option.isTaken(), option.setting());
    return schema(option, List.of("null"), seconds + option.help() + unsaid);
  }

  static String unsaid(boolean isTaken, Optional<Setting> setting) {
    if (setting.isEmpty()) {
      return " Null if the job does not set it.";
    }
    return isTaken
        ? " If a new job leaves it out, it gets the value configured when it is enqueued."
        : " Null: whatever is configured at that time.";
  }

  private static String given(JobField option, List<String> more) {
    var seconds = option.kind() instanceof FieldKind.Span ? "Seconds, or 90s, 10m, 2h30m. " : "";
    var others = new ArrayList<>(more);
    if (!option.kind().jsonType().equals("string")) {
      others.add("string");
    }
    return schema(option, others, seconds + option.help());
  }

  private static String schema(JobField option, List<String> others, String description) {
    var types = new ArrayList<>(List.of(option.kind().jsonType()));
    types.addAll(others);
    var words =
        option.kind() instanceof FieldKind.Choice(var choice) ? enumeration(choice, others) : "";
    return "%s: {\"type\": %s%s, \"description\": %s}"
        .formatted(JsonOut.quoted(option.key()), list(types), words, JsonOut.quoted(description));
  }

  private static String enumeration(List<String> words, List<String> others) {
    var all = words.stream().map(JsonOut::quoted).collect(Collectors.joining(", "));
    return ", \"enum\": [%s%s]".formatted(all, others.contains("null") ? ", null" : "");
  }

  private static String list(List<String> words) {
    return words.size() == 1
        ? JsonOut.quoted(words.getFirst())
        : words.stream().map(JsonOut::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
