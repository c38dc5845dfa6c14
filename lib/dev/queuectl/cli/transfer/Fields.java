package dev.queuectl.cli.transfer;

import dev.queuectl.Durations;
import dev.queuectl.FieldKind;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import dev.queuectl.report.JsonValues;
import dev.queuectl.report.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, read as what they should be; numbers and durations as everywhere.
record Fields(Map<String, @Nullable Object> values) {

  /// @throws QueueException.Invalid naming the first field that is none of these
  public Fields only(Set<String> known) {
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        throw new QueueException.Invalid(
            "there is no field \"" + name + "\"", "Unknown fields cannot be kept.");
      }
    }
    return this;
  }

  /// @throws QueueException.Invalid naming the first of these that is given, and null
  public Fields withoutNull(String... names) {
    for (var name : names) {
      if (values.containsKey(name) && values.get(name) == null) {
        throw new QueueException.Invalid("the field " + name + " must not be null");
      }
    }
    return this;
  }

  @Nullable
  public String text(String name) {
    var text = typed(name, String.class, "a string");
    return text == null ? null : Text.checked("field " + name, text);
  }

  /// A text with any characters in it.
  public @Nullable String any(String name) {
    return typed(name, String.class, "a string");
  }

  public String requiredText(String name) {
    return required(name, text(name));
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(typed(name, Boolean.class, "true or false"));
  }

  public List<?> list(String name) {
    var list = typed(name, List.class, "a list");
    return list == null ? List.of() : list;
  }

  /// Names and their texts; empty if it is not given.
  public Map<String, String> texts(String name) {
    var texts = new LinkedHashMap<String, String>();
    if (values.get(name) != null) {
      JsonValues.object(typed(name, Map.class, "an object of strings"))
          .forEach(
              (key, value) -> {
                if (!(value instanceof String text)) {
                  throw wrong(name + "." + key, "a string");
                }
                texts.put(key, text);
              });
    }
    return texts;
  }

  @Nullable
  public Integer whole(String name, int least, int most) {
    var text = number(name, "a whole number");
    return text == null ? null : (Integer) Numbers.whole(name, text, least, most);
  }

  /// Checks one from 0 on that is not kept.
  public void wholeNumber(String name) {
    var text = number(name, "a whole number");
    if (text != null) {
      Numbers.whole(name, text, 0L, Long.MAX_VALUE);
    }
  }

  public int requiredWhole(String name, int least, int most) {
    return required(name, whole(name, least, most));
  }

  @Nullable
  public Double decimal(String name, double least, double most) {
    var text = number(name, "a number");
    return text == null ? null : (Double) Numbers.decimal(name, text, least, most);
  }

  @Nullable
  public Duration seconds(String name) {
    var text = number(name, "a number of seconds");
    return text == null ? null : Durations.parse(name, text);
  }

  /// The JSON type that we write.
  public @Nullable Object value(String name, FieldKind kind) {
    return switch (kind) {
      case FieldKind.Span _ -> seconds(name);
      case FieldKind.Whole(var least, var most) -> whole(name, least, most);
      case FieldKind.Decimal(var least, var most) -> decimal(name, least, most);
      case FieldKind.Flag _ -> typed(name, Boolean.class, kind.expected());
      case FieldKind.Text _, FieldKind.Choice _, FieldKind.Size _, FieldKind.Read _ -> {
        var text = text(name);
        yield text == null ? null : kind.parse(name, text);
      }
      case FieldKind.Ids _ -> list(name);
      case FieldKind.Variables _ -> texts(name);
    };
  }

  private @Nullable String number(String name, String expected) {
    var number = typed(name, Number.class, expected);
    return number == null ? null : number.toString();
  }

  @Nullable
  public Instant time(String name) {
    var text = text(name);
    try {
      var time = text == null ? null : Instant.parse(text);
      if (time == null
          || Times.isWithinBounds(time) && time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
        return time;
      }
    } catch (DateTimeException e) {
      // the same sentence
    }
    throw wrong(
        name,
        "a time such as 2026-01-31T09:00:00.000Z, in the years 1 to 9999, to the millisecond");
  }

  public Instant requiredTime(String name) {
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
