package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the audit log says of changes to jobs. Of variables, only the names: their values may be
/// secrets. Of what a job reads, nothing.
final class AuditText {
  /// So many ids are named.
  static final int MOST_IDS = 50;

  private static final int LONGEST_VALUE = 200;

  private AuditText() {}

  /// @param first the ids of the first of them
  static String jobs(long number, List<String> first) {
    var named = first.stream().limit(MOST_IDS).toList();
    return "%s: %s%s"
        .formatted(
            Numbers.counted(number, "job"),
            String.join(", ", named),
            number > named.size() ? " and %,d more".formatted(number - named.size()) : "");
  }

  /// In the words of the API's parameters; `all` if it leaves nothing out.
  static String of(JobFilter filter) {
    var parts = new ArrayList<String>();
    if (!filter.states().isEmpty()) {
      parts.add(
          "state="
              + filter.states().stream()
                  .sorted()
                  .map(JobState::word)
                  .collect(Collectors.joining(",")));
    }
    put(parts, "queue", filter.queue());
    put(parts, "text", filter.text());
    put(parts, "since", filter.since());
    put(parts, "until", filter.until());
    put(parts, "updated_before", filter.updatedBefore());
    put(parts, "cause", filter.cause());
    put(parts, "unique", filter.key());
    var waits = filter.waits();
    if (waits != null) {
      parts.add(
          "waiting="
              + Stream.concat(waits.ofPending().stream(), waits.ofFailed().stream())
                  .distinct()
                  .sorted()
                  .map(Wait::word)
                  .collect(Collectors.joining(",")));
    }
    return parts.isEmpty() ? "all" : String.join(" ", parts);
  }

  private static void put(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + shortened(value.toString()));
    }
  }

  /// What an edit has made of a job: `priority 0 -> 5, queue a -> b`.
  static String changes(Job before, Job after) {
    var changes = new ArrayList<String>();
    put(changes, "queue", before.queue(), after.queue());
    put(changes, "priority", before.priority(), after.priority());
    put(changes, "max_retries", before.maxRetries(), after.maxRetries());
    put(changes, "run_at", before.runAt(), after.runAt());
    for (var option : JobField.POLICY) {
      put(changes, option.key(), shown(before, option), shown(after, option));
    }
    put(changes, "cwd", before.cwd(), after.cwd());
    put(changes, "state", before.state().word(), after.state().word());
    var variables = new TreeSet<>(before.env().keySet());
    variables.addAll(after.env().keySet());
    variables.removeIf(name -> Objects.equals(before.env().get(name), after.env().get(name)));
    if (!variables.isEmpty()) {
      changes.add("variables " + String.join(" ", variables));
    }
    if (!Objects.equals(before.surroundings().stdin(), after.surroundings().stdin())) {
      changes.add("stdin");
    }
    put(changes, "command", before.command(), after.command());
    return changes.isEmpty() ? "nothing changed" : String.join(", ", changes);
  }

  private static @Nullable String shown(Job job, JobField option) {
    var value = job.policy().get(option);
    return value == null ? null : option.kind().shown(value);
  }

  private static void put(
      List<String> changes, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      changes.add("%s %s -> %s".formatted(name, word(before), word(after)));
    }
  }

  private static String word(@Nullable Object value) {
    return value == null ? "default" : shortened(value.toString());
  }

  /// What an edit makes of many jobs: `priority 5, queue b`.
  static String of(JobEdit edit) {
    var changes = new ArrayList<String>();
    put(changes, "queue", edit.queue());
    put(changes, "priority", edit.priority());
    put(changes, "max_retries", edit.maxRetries());
    put(changes, "run_at", edit.runAt());
    edit.policy()
        .values()
        .forEach((option, value) -> put(changes, option.key(), option.kind().shown(value)));
    put(changes, "cwd", edit.cwd());
    var variables = new TreeSet<>(edit.env().keySet());
    variables.addAll(edit.unset());
    if (!variables.isEmpty()) {
      changes.add("variables " + String.join(" ", variables));
    }
    if (edit.stdin() != null) {
      changes.add("stdin");
    }
    put(changes, "command", edit.command());
    return String.join(" ", changes);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
