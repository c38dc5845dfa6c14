package dev.queuectl.web.page.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of a form: filled in for a start, or as somebody typed it, with what
/// is wrong with each.
///
/// @param problems sentences by field, in the order of the form
public record Typed(Map<String, String> values, Map<String, String> problems) {
  public static final Typed NOTHING = new Typed(Map.of(), Map.of());

  public Typed {
    values = Map.copyOf(values);
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
  }

  public static Typed of(Map<String, String> values) {
    return new Typed(values, Map.of());
  }

  /// Empty if nothing stands there.
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public @Nullable String problem(String field) {
    return problems.get(field);
  }

  public boolean isWrong() {
    return !problems.isEmpty();
  }

  /// Where one has to look first.
  boolean isFirstWrong(String field) {
    return isWrong() && problems.keySet().iterator().next().equals(field);
  }
}
