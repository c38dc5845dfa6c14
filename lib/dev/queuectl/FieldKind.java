package dev.queuectl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What kind of value a [JobField] or a [Setting] has: how people and programs write it, and how it
/// is stored and shown. A value is a `String`, `Integer`, `Double`, `Boolean`, `Duration`, for a
/// size `Long`, or a list of ids.
public sealed interface FieldKind {

  /// Reads what somebody wrote.
  ///
  /// @param key the field, for the message
  /// @throws QueueException.Invalid with the values it may have
  Object parse(String key, String text);

  /// The value, if it is allowed.
  ///
  /// @throws QueueException.Invalid with the values it may have
  default Object checked(String key, Object value) {
    parse(key, text(value));
    return value;
  }

  /// As stored in its column.
  default Object stored(Object value) {
    return value;
  }

  /// The value that a column holds.
  ///
  /// @throws RuntimeException if it is not a value, since another program has written it
  default Object read(String key, Object stored) {
    return checked(key, stored);
  }

  /// The text that [#parse] reads as this very value.
  default String text(Object value) {
    return value.toString();
  }

  /// As a setting stores what was written.
  ///
  /// @param value the value it was read as
  default String kept(String written, Object value) {
    return text(value);
  }

  /// For people.
  default String shown(Object value) {
    return value.toString();
  }

  /// The type in JSON as we write it.
  default String jsonType() {
    return "string";
  }

  /// Whether it can also be given as a string, or as a number, in JSON.
  default boolean isString() {
    return isNumber() || jsonType().equals("string");
  }

  default boolean isNumber() {
    return jsonType().equals("integer") || jsonType().equals("number");
  }

  /// What is expected in JSON, for a message.
  default String expected() {
    return isNumber() ? "a number or a string" : "a string";
  }

  /// Any text; [NewJob] checks the rest.
  ///
  /// @param isNumber whether it may look like a number
  /// @param expected for a message
  record Text(boolean isNumber, String expected) implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      return text;
    }

    @Override
    public Object checked(String key, Object value) {
      return (String) value;
    }
  }

  /// One of these words.
  record Choice(List<String> words) implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      return Words.match(key, text, words.toArray(String[]::new), String::toString);
    }

    @Override
    public Object checked(String key, Object value) {
      return words.contains(value) ? value : parse(key, (String) value);
    }
  }

  /// A whole number.
  record Whole(int least, int most) implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      return Numbers.whole(key, text, least, most);
    }

    @Override
    public Object checked(String key, Object value) {
      return NewJob.inRange(key, ((Number) value).longValue(), least, most);
    }

    @Override
    public String jsonType() {
      return "integer";
    }
  }

  /// A number that need not be whole.
  record Decimal(double least, double most) implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      return Numbers.decimal(key, text, least, most);
    }

    @Override
    public Object checked(String key, Object value) {
      var number = ((Number) value).doubleValue();
      if (number >= least && number <= most) {
        return number;
      }
      throw new QueueException.Invalid(
          "%s must be between %s and %s, was %s"
              .formatted(key, Numbers.plain(least), Numbers.plain(most), number));
    }

    @Override
    public String text(Object value) {
      return Numbers.plain((Double) value);
    }

    @Override
    public String shown(Object value) {
      return Numbers.plain((Double) value);
    }

    @Override
    public String jsonType() {
      return "number";
    }
  }

  /// A duration; stored and in JSON as seconds.
  ///
  /// @param zero the word for zero
  /// @param least the least value, as people write it
  record Span(String zero, String least) implements FieldKind {
    Span(String zero) {
      this(zero, "0");
    }

    @Override
    public Object parse(String key, String text) {
      var duration = Durations.parse(key, text);
      if (!least.equals("0") && duration.compareTo(Durations.parse(key, least)) < 0) {
        throw new QueueException.Invalid(
            "%s must be at least %s, was %s".formatted(key, least, text));
      }
      return duration;
    }

    @Override
    public String kept(String written, Object value) {
      return written;
    }

    @Override
    public Object checked(String key, Object value) {
      if (((Duration) value).isNegative()) {
        throw new QueueException.Invalid(
            key + " must not be negative, was " + Durations.seconds((Duration) value));
      }
      return value;
    }

    @Override
    public Object stored(Object value) {
      return Durations.seconds((Duration) value);
    }

    @Override
    public Object read(String key, Object stored) {
      var seconds = ((Number) stored).doubleValue();
      if (!(seconds >= 0 && seconds <= Durations.MOST_SECONDS)) {
        throw new IllegalArgumentException(key + " must be at most 100 years");
      }
      return Durations.ofSeconds(seconds);
    }

    @Override
    public String text(Object value) {
      return Durations.exact((Duration) value);
    }

    @Override
    public String shown(Object value) {
      var duration = (Duration) value;
      return duration.isZero() ? zero : Durations.text(duration);
    }

    @Override
    public String jsonType() {
      return "number";
    }
  }

  /// A size; in bytes.
  record Size() implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      return Bytes.parse(key, text);
    }

    @Override
    public String text(Object value) {
      return Bytes.exact((Long) value);
    }
  }

  /// What is read from a text and written as one.
  ///
  /// @param words what it may be
  /// @param example that is not the default
  /// @param reading gives nothing where it is something else, or says what is wrong with it
  record Read(String words, String example, Function<String, Optional<?>> reading)
      implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      try {
        return reading
            .apply(dev.queuectl.Text.checked(key, text).strip())
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "%s must be %s, was \"%s\"".formatted(key, words, text)));
      } catch (IllegalArgumentException e) {
        throw new QueueException.Invalid(key + ": " + e.getMessage(), "It is " + words + ".");
      }
    }

    @Override
    public Object read(String key, Object stored) {
      return checked(key, (String) stored);
    }
  }

  /// Yes or no, which is as if it had never been set.
  record Flag() implements FieldKind {
    public static final String OFF = "false";

    @Override
    public Object parse(String key, String text) {
      if (!text.equals("true") && !text.equals(OFF)) {
        throw new QueueException.Invalid(
            "%s must be true or false, was \"%s\"".formatted(key, text));
      }
      return text.equals("true");
    }

    @Override
    public Object read(String key, Object stored) {
      return stored instanceof Number number ? number.intValue() != 0 : parse(key, text(stored));
    }

    @Override
    public String jsonType() {
      return "boolean";
    }

    @Override
    public String expected() {
      return "true or false";
    }
  }

  /// Ids of jobs; the value is a list of them.
  record Ids() implements FieldKind {
    /// Stands for no id at all.
    public static final String NONE = "none";

    @Override
    public Object parse(String key, String text) {
      return text.strip().equals(NONE)
          ? List.of()
          : Stream.of(text.split(",", -1))
              .map(String::strip)
              .peek(id -> NewJob.checkId(key, id))
              .distinct()
              .toList();
    }

    @Override
    public String text(Object value) {
      var ids = (List<?>) value;
      return ids.isEmpty()
          ? NONE
          : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String shown(Object value) {
      return text(value);
    }

    @Override
    public String jsonType() {
      return "array";
    }

    @Override
    public boolean isString() {
      return true;
    }

    @Override
    public String expected() {
      return "a string or an array of strings";
    }
  }

  /// Names with their texts, given one by one.
  record Variables() implements FieldKind {
    @Override
    public Object parse(String key, String text) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public String jsonType() {
      return "object";
    }
  }
}
