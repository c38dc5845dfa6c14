package dev.queuectl.web.page.part;

import java.util.Locale;

/// Light, dark, or as the system says.
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  /// As in the cookie and in the attribute that the style sheet reads.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Anything unknown follows the system: it is only a cookie.
  public static Theme of(String word) {
    for (var theme : values()) {
      if (theme.word().equals(word)) {
        return theme;
      }
    }
    return SYSTEM;
  }
}
