package dev.queuectl.report;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a person can say of a new job, as an option or as a field of JSON.
public enum JobField {
  ID("name"),
  COMMAND("cmd"),
  QUEUE,
  PRIORITY,
  MAX_RETRIES("retries", "max_attempts"),
  TIMEOUT("timeout_seconds"),
  BACKOFF,
  BACKOFF_BASE("base_backoff"),
  BACKOFF_MAX,
  RUN_AT("scheduled_at"),
  DELAY("delay_seconds"),
  CWD,
  ENV,
  HELD("hold");

  private static final Map<String, JobField> BY_NAME = byName();

  private final List<String> aliases;

  JobField(String... aliases) {
    this.aliases = List.of(aliases);
  }

  /// As in JSON: `max_retries`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, JobField> byName() {
    var names = new HashMap<String, JobField>();
    for (var field : values()) {
      names.put(field.key(), field);
      names.put(field.key().replace('_', '-'), field);
      for (var alias : field.aliases) {
        names.put(alias, field);
        names.put(alias.replace('_', '-'), field);
      }
    }
    return Map.copyOf(names);
  }

  /// The field of that name, with `-` or `_`; empty for one that only says where a printed job
  /// stands.
  ///
  /// @throws QueueException.Invalid naming the nearest
  public static Optional<JobField> of(String name) {
    var field = BY_NAME.get(name);
    if (field != null) {
      return Optional.of(field);
    }
    if (JobJson.STANDING.contains(name.replace('-', '_'))) {
      return Optional.empty();
    }
    var near = Words.nearest(name, BY_NAME.keySet()).flatMap(JobField::of).map(JobField::key);
    throw new QueueException.Invalid(
        "there is no field \"" + name + "\"",
        near.map(word -> "Did you mean " + word + "?")
            .orElse("The fields are " + String.join(", ", keys()) + "."));
  }

  private static List<String> keys() {
    return List.of(values()).stream().map(JobField::key).toList();
  }
}
