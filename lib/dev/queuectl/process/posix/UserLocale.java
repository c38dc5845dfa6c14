package dev.queuectl.process.posix;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `LC_ALL` of whoever started this process. Java can only name files whose characters the
/// locale has, so QueueCTL runs in a UTF-8 locale everywhere, and keeps the user's value on its own
/// command line; other programs are given that one.
public final class UserLocale {
  static final String NAME = "LC_ALL";

  /// `=value`; empty if the user had none.
  private static final String PROPERTY = "queuectl.lc_all";

  private static final @Nullable String USERS = System.getProperty(PROPERTY);

  private UserLocale() {}

  /// Whether this process runs in another locale than its user's.
  static boolean isReplaced() {
    return USERS != null;
  }

  /// The user's own value, if [#isReplaced].
  static Optional<String> value() {
    return USERS == null || USERS.isEmpty() ? Optional.empty() : Optional.of(USERS.substring(1));
  }

  /// The argument that passes the user's value to a program in another locale.
  static String note(@Nullable String value) {
    return "-D" + PROPERTY + (value == null ? "=" : "==" + value);
  }

  /// Whether a word of a command line is such an argument, which means nothing unless the locale
  /// was replaced.
  public static boolean isNote(String word) {
    return word.startsWith("-D" + PROPERTY + "=");
  }

  /// Puts the user's value back into a copy of this process's environment.
  public static void restore(Map<String, String> environment) {
    if (isReplaced()) {
      environment.remove(NAME);
      if (USERS != null && !USERS.isEmpty()) { // a lambda would take longer to make than the rest
        environment.put(NAME, USERS.substring(1));
      }
    }
  }
}
