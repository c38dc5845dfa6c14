package dev.queuectl;

import java.time.Duration;

/// When a failed job is tried again, and how often an interrupted one.
///
/// @param backoff how the wait grows
/// @param base seconds; at least 1, so that a wait never shrinks as attempts grow
/// @param max the longest wait
/// @param jitter from 0 (none) to 1: the wait is lengthened by up to this fraction of itself
/// @param maxInterruptions a job interrupted this often is buried
public record RetryPolicy(
    Backoff backoff, double base, Duration max, double jitter, int maxInterruptions) {

  public RetryPolicy {
    if (!(base >= 1)) {
      throw new QueueException.Invalid("backoff_base must be at least 1, was " + base);
    }
    if (max.isNegative()) {
      throw new QueueException.Invalid("backoff_max must not be negative, was " + max);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new QueueException.Invalid("backoff_jitter must be between 0 and 1, was " + jitter);
    }
    if (maxInterruptions < 1) {
      throw new QueueException.Invalid(
          "max_interruptions must be at least 1, was " + maxInterruptions);
    }
  }

  /// The wait after the given number of failed attempts (from 1), never longer than `max`.
  ///
  /// The jitter is drawn from `seed`, not from a random source, so that one failure has one wait.
  /// Lengthening only ("additive jitter") keeps the promise that a retry never comes early.
  public Duration delay(int attempts, long seed) {
    var seconds = Math.min(backoff.seconds(base, attempts), max.toMillis() / 1000.0);
    var spread = 1 + jitter * fraction(seed);
    var millis = Math.min(seconds * 1000 * spread, max.toMillis());
    return Duration.ofMillis(Math.round(millis));
  }

  /// From [0, 1): the finalizer of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
  private static double fraction(long seed) {
    var z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
