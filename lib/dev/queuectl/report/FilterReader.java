package dev.queuectl.report;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.store.FailureCause;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads which jobs are meant, in the words that commands, pages and the API share: `state`
/// (several with commas between, see [StateWords]), `queue`, `text`, `since`, `until`, `cause` and
/// `unique`.
public final class FilterReader {
  /// How many characters a text may have.
  public static final int LONGEST_TEXT = 300;

  private final UnaryOperator<String> name;
  private final Instant now;
  private final Supplier<ZoneId> zone;

  /// @param name what a word is called where it was given, for messages
  public FilterReader(UnaryOperator<String> name, Instant now, Supplier<ZoneId> zone) {
    this.name = name;
    this.now = now;
    this.zone = zone;
  }

  /// @param given the value of each word; null if it is not given
  /// @throws QueueException.Invalid also for an empty value: a variable of a script may be empty by
  ///   mistake, and then everything would match
  public JobFilter read(Function<String, @Nullable String> given) {
    Function<String, @Nullable String> words = word -> checked(word, given.apply(word));
    var since = time("since", words);
    var until = time("until", words);
    if (since != null && until != null && !since.isBefore(until)) {
      throw new QueueException.Invalid(
          "%s must be before %s".formatted(name.apply("since"), name.apply("until")),
          "Both look back from now: 2h is earlier than 1h.");
    }
    var states = StateWords.of(words.apply("state"));
    var filter =
        new JobFilter(
            states.everyState(),
            words.apply("queue"),
            words.apply("text"),
            since,
            until,
            null,
            states.waitsAt(now),
            null);
    var cause = words.apply("cause");
    var ofCause = cause == null ? filter : filter.diedOf(cause(name.apply("cause"), cause));
    var key = words.apply("unique");
    return key == null ? ofCause : ofCause.ofKey(key);
  }

  /// The name of a cause, as it is written everywhere.
  ///
  /// @param what is given it, for the message
  /// @throws QueueException.Invalid if no cause is called that
  public static String cause(String what, String given) {
    var name = given.strip().toLowerCase(Locale.ROOT);
    if (!FailureCause.isName(name)) {
      throw new QueueException.Invalid(
          "%s must be the name of a group of dead jobs, such as 4k7t2m8x, was \"%s\""
              .formatted(what, given));
    }
    return name;
  }

  private @Nullable String checked(String word, @Nullable String value) {
    if (value != null && value.isBlank()) {
      throw new QueueException.Invalid(
          name.apply(word) + " is empty", "Give it a value, or leave it out.");
    }
    if (value != null && value.length() > LONGEST_TEXT) {
      throw new QueueException.Invalid(
          "%s has more than %d characters".formatted(name.apply(word), LONGEST_TEXT));
    }
    return value;
  }

  private @Nullable Instant time(String word, Function<String, @Nullable String> words) {
    var text = words.apply(word);
    return text == null ? null : Times.past(name.apply(word), text, now, zone.get());
  }
}
