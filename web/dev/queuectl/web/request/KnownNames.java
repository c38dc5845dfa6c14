package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that a route takes, in its address or in a form. Any other is refused: left out of
/// account, a slip of the pen in a filter would have something done to all jobs.
///
/// @param names each given at most once
/// @param many those that may be given several times
/// @param help where to read about them, if none is near
public record KnownNames(Set<String> names, Set<String> many, String help) {
  public static final KnownNames NONE = new KnownNames(Set.of(), "This address takes none.");

  public KnownNames(Set<String> names, String help) {
    this(names, Set.of(), help);
  }

  /// @throws QueueException.Invalid for an empty value, too: a variable of a script may be empty by
  ///   mistake, and then a filter would match everything
  public void checkQuery(Context context) {
    var given = context.queryParamMap();
    check("parameter", given);
    given.forEach((name, values) -> refuseEmpty(name, values));
  }

  /// A field of a form may be left empty.
  public void checkForm(Context context) {
    check("field", context.formParamMap());
  }

  public static void refuseEmpty(String name, List<String> values) {
    if (values.stream().anyMatch(String::isBlank)) {
      throw new QueueException.Invalid(name + " is empty", "Give it a value, or leave it out.");
    }
  }

  private void check(String kind, Map<String, List<String>> given) {
    given.forEach(
        (name, values) -> {
          if (!names.contains(name) && !many.contains(name)) {
            throw new QueueException.Invalid(
                "there is no %s \"%s\" here".formatted(kind, name),
                Words.nearest(name, names).map(near -> "Did you mean " + near + "?").orElse(help));
          }
          if (values.size() > 1 && !many.contains(name)) {
            throw new QueueException.Invalid(name + " is given more than once");
          }
        });
  }
}
