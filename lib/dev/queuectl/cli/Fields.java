package dev.queuectl.cli;

import dev.queuectl.Durations;
import dev.queuectl.QueueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, read as what they should be.
record Fields(Map<String, @Nullable Object> values) {

  @Nullable String text(String name) {
    return typed(name, String.class, "a string");
  }

  String requiredText(String name) {
    return required(name, text(name));
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(typed(name, Boolean.class, "true or false"));
  }

  @Nullable Integer whole(String name) {
    var number = typed(name, Long.class, "a whole number");
    if (number != null && number != number.intValue()) {
      throw wrong(name, "a smaller number");
    }
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  int requiredWhole(String name) {
    return required(name, whole(name));
  }

  @Nullable Double decimal(String name) {
    var number = typed(name, Number.class, "a number");
    return number == null ? null : Double.valueOf(number.doubleValue());
  }

  @Nullable Duration seconds(String name) {
    var seconds = decimal(name);
    return seconds == null ? null : Durations.ofSeconds(seconds);
  }

  @Nullable Instant time(String name) {
    var text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, "a time such as 2026-01-31T09:00:00.000Z");
    }
  }

  Instant requiredTime(String name) {
    return required(name, time(name));
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new QueueException.Invalid(
          "the field " + name + " is missing",
          "Import reads what queuectl export writes; new jobs are added with enqueue --file.");
    }
    return value;
  }

  private <T> @Nullable T typed(String name, Class<T> type, String expected) {
    var value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw wrong(name, expected);
    }
    return type.cast(value);
  }

  private static QueueException.Invalid wrong(String name, String expected) {
    return new QueueException.Invalid("the field %s must be %s".formatted(name, expected));
  }
}
