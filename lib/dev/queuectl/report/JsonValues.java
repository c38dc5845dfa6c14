package dev.queuectl.report;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// Reads JSON whose shape others decide: objects as maps, arrays as lists, and strings, numbers,
/// truth values and nulls.
public final class JsonValues {
  private JsonValues() {}

  /// @throws QueueException.Invalid if the text is no JSON object
  public static Map<String, @Nullable Object> object(String text) {
    try (var json = NewJobReader.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      var value = value(json);
      if (json.nextToken() == null) {
        return object(value);
      }
      throw new QueueException.Invalid("unexpected text after the JSON object");
    } catch (JacksonException e) {
      throw NewJobReader.malformed(e);
    }
  }

  /// @throws QueueException.Invalid if the value is no object
  public static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new QueueException.Invalid(
          "expected a JSON object, not " + NewJobReader.quote(String.valueOf(value)));
    }
    var object = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, field) -> object.put(String.valueOf(name), field));
    return object;
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> members(json);
      case START_ARRAY -> elements(json);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> json.getString();
    };
  }

  /// As exact as it was written: a [Long] where that will do, else a [java.math.BigDecimal].
  private static Number number(String text) {
    var number =
        Numbers.read(text)
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "the number " + NewJobReader.quote(text) + " is too long"));
    if (number.signum() == 0 && text.startsWith("-")) {
      return -0.0; // it is no duration, and no decimal and no whole number could tell
    }
    return number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE
        ? (Number) number.longValue()
        : number;
  }

  private static Map<String, @Nullable Object> members(JsonParser json) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (members.containsKey(name)) {
        throw new QueueException.Invalid(
            "the field " + NewJobReader.quote(name) + " is given twice");
      }
      members.put(name, value(json));
    }
    return members;
  }

  private static List<@Nullable Object> elements(JsonParser json) {
    var elements = new ArrayList<@Nullable Object>();
    while (!json.nextToken().isStructEnd()) {
      elements.add(value(json));
    }
    return elements;
  }
}
