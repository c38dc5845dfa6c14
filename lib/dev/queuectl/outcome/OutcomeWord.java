package dev.queuectl.outcome;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One word of an [OutcomeList].
sealed interface OutcomeWord {
  /// Exit codes, the first and the last of them.
  record Codes(int first, int last) implements OutcomeWord {}

  /// @param number of the signal; 0 for any
  record Signal(int number) implements OutcomeWord {}

  record TimedOut() implements OutcomeWord {}

  record NotStarted() implements OutcomeWord {}

  /// What stands somewhere in the end of standard error.
  record Stderr(String expression, LinearPattern pattern) implements OutcomeWord {}

  /// Whether it is what happened.
  default boolean isOf(End end) {
    return switch (this) {
      case Codes(var first, var last) -> first <= end.code() && end.code() <= last;
      case Signal(var number) ->
          end.kind() == End.Kind.KILLED && (number == 0 || number == end.signal());
      case TimedOut() -> end.kind() == End.Kind.TIMED_OUT;
      case NotStarted() -> end.kind() == End.Kind.NOT_STARTED;
      case Stderr(_, var pattern) -> pattern.isIn(end.stderr().get());
    };
  }

  /// What both name, in words; empty if that is nothing.
  default Optional<String> common(OutcomeWord other) {
    return switch (this) {
      case Codes(var first, var last) ->
          other instanceof Codes(var from, var to) && Math.max(first, from) <= Math.min(last, to)
              ? Optional.of(Integer.toString(Math.max(first, from)))
              : Optional.empty();
      case Signal(var number) ->
          other instanceof Signal(var its) && (number == 0 || its == 0 || number == its)
              ? Optional.of(number == 0 ? other.text() : text())
              : Optional.empty();
      case TimedOut _, NotStarted _ -> equals(other) ? Optional.of(text()) : Optional.empty();
      case Stderr(var expression, _) ->
          other instanceof Stderr(var its, _) && its.equals(expression)
              ? Optional.of(text())
              : Optional.empty();
    };
  }

  /// As people write it.
  default String text() {
    return switch (this) {
      case Codes(var first, var last) ->
          first == last ? Integer.toString(first) : first + "-" + last;
      case Signal(var number) -> number == 0 ? "signal" : Signals.name(number);
      case TimedOut() -> "timeout";
      case NotStarted() -> "not-started";
      case Stderr(var expression, _) -> "stderr:/" + expression + "/";
    };
  }

  /// @param least the lowest exit code it may name
  /// @throws IllegalArgumentException saying what is wrong with it
  static OutcomeWord of(String text, int least) {
    var word = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (word) {
      case "signal", "killed" -> new Signal(0);
      case "timeout", "timed-out" -> new TimedOut();
      case "not-started" -> new NotStarted();
      default ->
          text.startsWith("stderr:")
              ? stderr(text)
              : text.matches("[0-9]+(-[0-9]+)?") ? codes(text, least) : signal(text);
    };
  }

  private static OutcomeWord codes(String text, int least) {
    var dash = text.indexOf('-');
    var first = code(dash < 0 ? text : text.substring(0, dash), text, least);
    var last = dash < 0 ? first : code(text.substring(dash + 1), text, least);
    if (last < first) {
      throw new IllegalArgumentException(
          "the range %s ends before it begins: write %d-%d".formatted(text, last, first));
    }
    return new Codes(first, last);
  }

  private static int code(String number, String text, int least) {
    var code = number.length() > 3 ? 1000 : Integer.parseInt(number);
    if (code == 0 && least > 0) {
      throw new IllegalArgumentException("%s: 0 always is a success".formatted(text));
    }
    if (code > 255) {
      throw new IllegalArgumentException(
          "%s is no exit code: they go from %d to 255".formatted(text, least));
    }
    return code;
  }

  private static OutcomeWord signal(String text) {
    var number = Signals.number(text);
    if (number.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is none of: a code such as 75, a range such as 64-78, SIGKILL, signal, timeout,"
                  .formatted(text)
              + " not-started, stderr:/regex/");
    }
    return new Signal(number.getAsInt());
  }

  private static OutcomeWord stderr(String text) {
    var matcher = Pattern.compile("(?s)stderr:/(.+)/").matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s: a regular expression stands between two slashes, as in stderr:/out of memory/"
              .formatted(text));
    }
    var expression = matcher.group(1);
    return new Stderr(expression, LinearPattern.of(expression));
  }
}
