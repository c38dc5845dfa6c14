package dev.queuectl.store;

import java.time.Instant;
import java.util.SplittableRandom;

/// Makes job ids: 11 characters, sortable by time, typeable.
///
/// Eight characters of Crockford's base 32 (no i, l, o, u) hold the milliseconds since 2026, enough
/// until 2060; three more distinguish ids made in the same millisecond. Ids of one instance only
/// grow, also when the clock goes back, as in monotonic ULIDs.
public final class JobIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int LENGTH = 11;

  private final SplittableRandom random = new SplittableRandom();
  private long last;

  /// An id that no earlier call returned.
  public synchronized String next(Instant now) {
    var made = (now.toEpochMilli() - EPOCH) << 15 | random.nextInt(1 << 15);
    last = Math.max(made, last + 1);
    return encode(last);
  }

  /// Skips up to a second's worth of ids, because another process is making the same ones.
  public synchronized void leap() {
    last += 1 + random.nextInt(1000 << 15);
  }

  /// Whether an id looks like one of ours; people's own mean something.
  public static boolean isMade(String id) {
    return id.length() == LENGTH && id.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
  }

  private static String encode(long number) {
    var letters = new char[LENGTH];
    for (var i = LENGTH - 1; i >= 0; i--) {
      letters[i] = ALPHABET.charAt((int) (number & 31));
      number >>>= 5;
    }
    return new String(letters);
  }
}
