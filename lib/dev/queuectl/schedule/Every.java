package dev.queuectl.schedule;

import dev.queuectl.Durations;
import dev.queuectl.QueueException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// At a fixed interval, whatever the clocks on the wall do.
///
/// @param anchor the first time, from which all others are counted
record Every(Duration interval, Instant anchor) implements Timetable {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  Every {
    if (interval.compareTo(SHORTEST) < 0 || interval.toMillis() % 1000 != 0) {
      throw new QueueException.Invalid(
          "the interval must be a whole number of seconds, at least 1, was "
              + Durations.exact(interval));
    }
  }

  static Every of(String duration, Instant anchor) {
    return new Every(Durations.parse("the interval", duration.strip()), anchor);
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    if (after.isBefore(anchor)) {
      return Optional.of(anchor);
    }
    var since = Duration.between(anchor, after).toMillis();
    var step = interval.toMillis();
    return Optional.of(anchor.plusMillis((since / step + 1) * step))
        .filter(next -> !next.isAfter(LATEST));
  }

  @Override
  public Optional<String> moved(Instant time, ZoneId zone) {
    return Optional.empty();
  }

  @Override
  public String text() {
    return "every " + Durations.exact(interval);
  }

  @Override
  public String words() {
    return "every " + Durations.text(interval);
  }
}
