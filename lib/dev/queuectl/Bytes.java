package dev.queuectl;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Sizes as people write them: `4096`, `64K`, `64M`, `10MiB`, `1.5GB`. Every unit is a power of
/// 1024, whichever way it is spelt: that is how disks' free space and caps are counted here.
public final class Bytes {
  private static final Pattern SIZE =
      Pattern.compile(
          "(" + Numbers.DIGITS + ") ?(?:([kmgt])(?:ib|b)?|b|bytes)?", Pattern.CASE_INSENSITIVE);
  private static final List<String> UNITS = List.of("", "KiB", "MiB", "GiB", "TiB");
  private static final String LETTERS = "kmgt";

  /// As many digits are below the limit in every unit, and need no `BigDecimal`, which is slow to
  /// begin.
  private static final int SHORT = 3;

  private Bytes() {}

  /// Parses what a person wrote; a bare number is bytes.
  ///
  /// @throws QueueException.Invalid for anything else, a negative one, one above 1024 TiB or one
  ///   that is not in whole bytes: rounded to nothing, it would mean "any"
  public static long parse(String what, String text) {
    var matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new QueueException.Invalid(
          what + " \"" + text + "\" is not a size", "Write 4096, 64K, 64M or 10MiB.");
    }
    var unit =
        matcher.group(2) == null
            ? 0
            : LETTERS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
    if (matcher.group(1).length() <= SHORT && Numbers.isFewDigits(matcher.group(1))) {
      return Long.parseLong(matcher.group(1)) * size(unit);
    }
    var bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(size(unit)));
    if (bytes.compareTo(BigDecimal.valueOf(1024 * size(UNITS.size() - 1))) > 0) {
      throw new QueueException.Invalid(what + " must be at most 1024 TiB, was " + text);
    }
    if (bytes.signum() != 0 && bytes.stripTrailingZeros().scale() > 0) {
      throw new QueueException.Invalid(
          what + " must be a whole number of bytes, was " + text, "Use a smaller unit.");
    }
    return bytes.longValue();
  }

  private static long size(int unit) {
    return 1L << 10 * unit;
  }

  /// To be parsed again without loss: in the largest unit that leaves a whole number.
  public static String exact(long bytes) {
    var unit = 0;
    while (bytes != 0 && unit + 1 < UNITS.size() && bytes % size(unit + 1) == 0) {
      unit++;
    }
    return bytes / size(unit) + UNITS.get(unit);
  }

  /// Short and near enough for a person: `812 bytes`, `1.5 MiB`, `20 GiB`.
  public static String text(long bytes) {
    var unit = 0;
    while (unit + 1 < UNITS.size() && bytes >= size(unit + 1)) {
      unit++;
    }
    if (unit == 0) {
      return Numbers.counted(bytes, "byte");
    }
    var number = String.format(Locale.ROOT, "%.1f", (double) bytes / size(unit));
    return number.replaceAll("\\.0$", "") + " " + UNITS.get(unit);
  }
}
