package dev.queuectl.cli.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What bars and lines are drawn with: blocks, or characters that every terminal has.
///
/// @param levels of a sparkline, lowest first
public enum Glyphs {
  BLOCKS(" ▁▂▃▄▅▆▇█", '█', '░', '━'), // not the light line, which JLine draws as a hyphen
  ASCII(" .:-=+*#", '#', '.', '-');

  private final String levels;
  private final char full;
  private final char empty;
  private final char rule;

  Glyphs(String levels, char full, char empty, char rule) {
    this.levels = levels;
    this.full = full;
    this.empty = empty;
    this.rule = rule;
  }

  /// What the locale of the terminal can show.
  public static Glyphs of(Console console) {
    var locale = console.env("LC_ALL", console.env("LC_CTYPE", console.env("LANG", "")));
    return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8") ? BLOCKS : ASCII;
  }

  /// @param part 0 to 1
  public String bar(int width, double part) {
    var filled = (int) Math.round(width * Math.clamp(part, 0, 1));
    return String.valueOf(full).repeat(filled) + String.valueOf(empty).repeat(width - filled);
  }

  /// A column each, the highest full; anything above zero is visible.
  public String sparkline(List<Double> values) {
    var most = values.stream().mapToDouble(value -> value).max().orElse(0);
    return values.stream()
        .map(value -> String.valueOf(level(value, most)))
        .collect(Collectors.joining());
  }

  private char level(double value, double most) {
    if (value <= 0) {
      return levels.charAt(0);
    }
    var highest = levels.length() - 1;
    return levels.charAt(Math.clamp(Math.round(highest * value / most), 1, highest));
  }

  public String rule(int width) {
    return String.valueOf(rule).repeat(Math.max(0, width));
  }

  /// Stands for what was left out of a text.
  public String ellipsis() {
    return this == BLOCKS ? "…" : "..";
  }
}
