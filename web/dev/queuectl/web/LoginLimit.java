package dev.queuectl.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts wrong tokens, by the address they come from.
final class LoginLimit {
  static final int MOST = 10;
  static final Duration SPAN = Duration.ofMinutes(1);

  private static final int MOST_ADDRESSES = 1000;

  private record Failures(Instant since, int count) {}

  /// The addresses that failed first go first, so that many cannot fill the memory.
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  synchronized void failed(String from, Instant now) {
    failures.merge(
        from,
        new Failures(now, 1),
        (old, fresh) ->
            isOver(old, now) ? fresh : new Failures(old.since(), Math.min(MOST, old.count() + 1)));
  }

  /// Whether the address has to wait.
  synchronized boolean isReached(String from, Instant now) {
    var failed = failures.get(from);
    return failed != null && !isOver(failed, now) && failed.count() >= MOST;
  }

  /// Also over if the clock was set back.
  private static boolean isOver(Failures failures, Instant now) {
    var age = Duration.between(failures.since(), now);
    return age.isNegative() || age.compareTo(SPAN) >= 0;
  }
}
