package dev.queuectl;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as people and programs write them, by every door the same: those of JSON (RFC 8259,
/// section 6), with or without blanks around them: `5`, `-5`, `2.0`, `1E2`. Digits are those of
/// ASCII; there is no zero or plus before a number, no `_`, blank or comma inside it, no other
/// base, no `Infinity` or `NaN`.
public final class Numbers {
  /// Long enough for what can be meant, short enough to be reckoned with.
  static final String DIGITS = "(?:0|[1-9][0-9]{0,39})(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?";

  private static final int FEW_DIGITS = 9;
  private static final double MOST_OF_FEW_DIGITS = 1e9;

  private Numbers() {}

  /// @return empty for what is no number
  public static Optional<BigDecimal> read(String text) {
    var number = text.strip();
    return Form.NUMBER.matcher(number).matches()
        ? Optional.of(new BigDecimal(number))
        : Optional.empty();
  }

  /// A whole number; `2.0` and `1E2` are some.
  ///
  /// @param what the name of it, for the message
  /// @throws QueueException.Invalid naming the range
  public static int whole(String what, String text, int least, int most) {
    return (int) whole(what, text, (long) least, most);
  }

  /// @throws QueueException.Invalid naming the range
  public static long whole(String what, String text, long least, long most) {
    if (isFewDigits(text)) {
      var few = Long.parseLong(text);
      if (few >= least && few <= most) {
        return few;
      }
    }
    var number =
        read(text)
            .filter(Numbers::isWhole)
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "%s must be a whole number %s, was \"%s\""
                            .formatted(what, range("of ", least, most), text)));
    var isTooMuch = number.compareTo(BigDecimal.valueOf(most)) > 0;
    if (isTooMuch || number.compareTo(BigDecimal.valueOf(least)) < 0) {
      var range = isTooMuch && isOpen(least, most) ? "at most " + most : range("", least, most);
      throw new QueueException.Invalid(
          "%s must be %s, was %s".formatted(what, range, text.strip()));
    }
    return number.longValue();
  }

  /// What is only the most that a number here can be is no limit that anybody has set.
  private static String range(String of, long least, long most) {
    return isOpen(least, most)
        ? of + "at least " + least
        : "between %d and %d".formatted(least, most);
  }

  private static boolean isOpen(long least, long most) {
    return most >= Integer.MAX_VALUE && least >= 0;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /// Nearly all numbers are, and a bulk `enqueue` reads hundreds of thousands; and a command that
  /// meets no other spares the JDK the 15 ms that it takes to initialize `BigDecimal`.
  static boolean isFewDigits(String text) {
    if (text.isEmpty() || text.length() > FEW_DIGITS) {
      return false;
    }
    if (text.charAt(0) == '0' && text.length() > 1) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// A number that need not be whole, kept in binary: refused if that would change it.
  ///
  /// @throws QueueException.Invalid naming the range
  public static double decimal(String what, String text, double least, double most) {
    if (isFewDigits(text)) {
      var few = Integer.parseInt(text);
      if (few >= least && few <= most) {
        return few;
      }
    }
    var number =
        read(text)
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "%s must be a number between %s and %s, was \"%s\""
                            .formatted(what, plain(least), plain(most), text)));
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new QueueException.Invalid(
          "%s must be a number between %s and %s, was %s"
              .formatted(what, plain(least), plain(most), text.strip()));
    }
    var kept = number.doubleValue();
    if (BigDecimal.valueOf(kept).compareTo(number) != 0) {
      throw new QueueException.Invalid(
          "%s has more digits than can be stored: %s".formatted(what, text.strip()),
          "The nearest value is " + plain(kept) + ".");
    }
    return kept;
  }

  /// Without an exponent, and without a fraction that says nothing.
  public static String plain(double number) {
    if (Math.abs(number) < MOST_OF_FEW_DIGITS && number == Math.rint(number)) {
      return Long.toString((long) number);
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /// For example `1 job` or `2,000 jobs`.
  ///
  /// @param thing the singular; the plural adds an s
  public static String counted(long count, String thing) {
    return counted(count, thing, thing + "s");
  }

  /// For example `1 job is` or `2,000 jobs are`.
  public static String counted(long count, String one, String several) {
    return grouped(count) + " " + (count == 1 ? one : several);
  }

  /// For a person: `2,000`.
  public static String grouped(long number) {
    if (Math.abs(number) < 1000) {
      return Long.toString(number); // formats cost a command 10 ms
    }
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Which part of a list is shown: `41–60 of 1,203`.
  ///
  /// @param skipped how many stand before it
  public static String part(long skipped, long shown, long all) {
    return shown <= 1
        ? grouped(skipped + shown) + " of " + grouped(all)
        : "%s–%s of %s".formatted(grouped(skipped + 1), grouped(skipped + shown), grouped(all));
  }

  /// Apart, so that the commands that meet no number need not compile it.
  private static final class Form {
    private static final Pattern NUMBER = Pattern.compile("-?" + DIGITS);
  }
}
