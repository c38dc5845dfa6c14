package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A moment by two clocks that nobody sets, in milliseconds. Both are the same for all processes of
/// one boot.
///
/// @param boot goes on while the machine is suspended: tells how long something took. A shell can
///   read this one without a fork (proc(5), `/proc/uptime`)
/// @param awake stands still meanwhile (`System.nanoTime`): tells how long something has run
public record Moment(long boot, long awake) {
  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})/(-?\\d{1,18})");
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final int CLOCK_BOOTTIME = 7;
  private static final long MILLIS_PER_SECOND = 1000;

  /// Whether a shell can read the time.
  public static final boolean READABLE = Platform.LINUX && uptime().isPresent();

  /// How far `/proc/uptime` is ahead of the C library's clock: not at all, unless one of the two is
  /// faked, as in some containers.
  private static final long OFFSET = READABLE ? offset() : 0;

  public static Moment now() {
    var awake = System.nanoTime() / 1_000_000;
    return new Moment(READABLE ? bootClock() + OFFSET : awake, awake);
  }

  public static Moment before(Duration duration) {
    var now = now();
    return new Moment(now.boot - duration.toMillis(), now.awake - duration.toMillis());
  }

  /// As written in a journal.
  public String text() {
    return boot + "/" + awake;
  }

  public static Optional<Moment> of(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new Moment(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /// For how long something that started then has run. The smaller of the two counts: neither a
  /// suspended machine nor a faked clock may end a job too early.
  public Duration ran() {
    var now = now();
    return Duration.ofMillis(Math.max(0, Math.min(now.boot - boot, now.awake - awake)));
  }

  /// The first number of `/proc/uptime`, as a shell has read it.
  public static OptionalLong boot(String seconds) {
    try {
      return seconds.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Math.round(Double.parseDouble(seconds) * MILLIS_PER_SECOND));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong uptime() {
    try {
      return boot(Files.readString(UPTIME, StandardCharsets.US_ASCII).split(" ", 2)[0]);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static long offset() {
    var offset = uptime().orElseThrow() - bootClock();
    return Math.abs(offset) < MILLIS_PER_SECOND ? 0 : offset;
  }

  private static long bootClock() {
    return Clock.millis(CLOCK_BOOTTIME);
  }

  /// clock_gettime(2).
  private static final class Clock {
    private static final CFunction READ = CFunction.named("clock_gettime");

    static long millis(int clock) {
      try (var arena = Arena.ofConfined()) {
        var time = arena.allocate(JAVA_LONG, 2);
        READ.call(clock, time);
        return time.getAtIndex(JAVA_LONG, 0) * MILLIS_PER_SECOND
            + time.getAtIndex(JAVA_LONG, 1) / 1_000_000;
      }
    }
  }
}
