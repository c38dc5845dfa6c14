package dev.queuectl.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts wrong tokens, by the address they come from.
final class LoginLimit {
  static final int MOST = 10;
  static final Duration SPAN = Duration.ofMinutes(1);

  /// So many failures a minute are recorded, wherever they come from: strangers must not drive what
  /// others did out of the audit log.
  static final int MOST_RECORDED = 20;

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

  private Failures recorded = new Failures(Instant.EPOCH, 0);

  /// @return how often the address has failed within [#SPAN]
  synchronized int failed(String from, Instant now) {
    return failures
        .merge(from, new Failures(now, 1), (old, first) -> isOver(old, now) ? first : more(old))
        .count();
  }

  private static Failures more(Failures old) {
    return new Failures(old.since(), old.count() == Integer.MAX_VALUE ? MOST : old.count() + 1);
  }

  /// Whether a failure is news: the first of an address, and the one that locks it out.
  ///
  /// @param count what [#failed] returned
  synchronized boolean isNews(int count, Instant now) {
    if (count != 1 && count != MOST) {
      return false;
    }
    recorded = isOver(recorded, now) ? new Failures(now, 1) : more(recorded);
    return recorded.count() <= MOST_RECORDED;
  }

  /// Also over if the clock was set back.
  private static boolean isOver(Failures failures, Instant now) {
    return now.isBefore(failures.since()) || !now.isBefore(failures.since().plus(SPAN));
  }
}
