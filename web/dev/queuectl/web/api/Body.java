package dev.queuectl.web.api;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import dev.queuectl.Utf8;
import dev.queuectl.report.JsonValues;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object that was sent, each of which must be known.
record Body(Map<String, @Nullable Object> fields) {

  /// @throws QueueException.Invalid if it is no object or has other fields
  static Body of(Context context, String... known) {
    var text = text(context);
    var body = new Body(text.isBlank() ? Map.of() : JsonValues.object(text));
    checkWhole(body.fields);
    for (var name : body.fields.keySet()) {
      if (!Set.of(known).contains(name)) {
        throw new QueueException.Invalid(
            "there is no field \"" + Text.shortened(name, 60) + "\"",
            known.length == 0
                ? "The body is empty here."
                : "The fields are " + String.join(", ", known) + ".");
      }
    }
    return body;
  }

  /// Half a character would be looked for, or stored, as a question mark.
  private static void checkWhole(@Nullable Object value) {
    switch (value) {
      case String text -> Text.whole("body", text);
      case List<?> list -> list.forEach(Body::checkWhole);
      case Map<?, ?> map ->
          map.forEach(
              (name, inner) -> {
                checkWhole(name);
                checkWhole(inner);
              });
      case null, default -> {}
    }
  }

  /// All of it.
  ///
  /// @throws QueueException.Invalid if it is not UTF-8
  static String text(Context context) {
    return Utf8.decoded("the body", context.bodyAsBytes());
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  @Nullable String text(String name) {
    var value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw new QueueException.Invalid(name + " must be a string");
    }
    return (String) value;
  }

  @Nullable Integer whole(String name, int least, int most) {
    return switch (fields.get(name)) {
      case null -> null;
      case Number number -> Numbers.whole(name, number.toString(), least, most);
      case String text -> Numbers.whole(name, text, least, most);
      default -> throw new QueueException.Invalid(name + " must be a whole number");
    };
  }

  /// @return null if it is not given
  @Nullable List<String> texts(String name, int most) {
    var value = fields.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw new QueueException.Invalid(name + " must be an array of strings");
    }
    return atMost(name, list.stream().map(String.class::cast).toList(), most);
  }

  static List<String> atMost(String name, List<String> list, int most) {
    if (list.size() > most) {
      throw new QueueException.Invalid(
          "%s has %,d elements; the limit is %,d".formatted(name, list.size(), most),
          "Split them over several requests.");
    }
    return list;
  }
}
