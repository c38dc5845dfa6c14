package dev.queuectl;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// A worker's time-limited right to one job.
///
/// The token of a claim is drawn at random, for jobs claimed together only once, and one is added
/// each time another worker takes the lease over. So no two claims of a job share one, not even
/// where a store was restored from a backup and its counting began again: what the life before has
/// written, or still writes, is never taken for this one's.
///
/// @param worker the worker's id
/// @param slot the slot it runs in, from 0
/// @param token a write under another one changes nothing
/// @param until when others may take the job back, unless the lease is extended before
public record Lease(String worker, int slot, long token, Instant until) {
  /// Room to count in how often a lease is taken over.
  private static final int COUNTING_BITS = 16;

  private static final long MOST_CLAIMS = 1L << (Long.SIZE - 1 - COUNTING_BITS);

  /// For a claim.
  public static long newToken() {
    return ThreadLocalRandom.current().nextLong(1, MOST_CLAIMS) << COUNTING_BITS;
  }

  /// What its claim has that no other has, whoever holds the lease by now; 0 if it was claimed by a
  /// version that counted tokens from 1.
  public long claim() {
    return token >>> COUNTING_BITS;
  }
}
