package dev.queuectl.report.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a schedule says besides the fields of its job.
public enum ScheduleField {
  NAME,
  CRON,
  TZ,
  FROM,
  CATCH_UP,
  CATCH_UP_WINDOW,
  OVERLAP,
  JITTER,
  PAUSE_AFTER,
  LATE,
  UNTIL;

  /// As in JSON: `catch_up_window`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The field of that name, with `-` or `_`.
  public static Optional<ScheduleField> of(String name) {
    var key = name.replace('-', '_');
    return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(ScheduleField::key).toList();
  }
}
