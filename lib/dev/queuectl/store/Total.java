package dev.queuectl.store;

import java.time.Duration;
import java.util.List;

/// What was ever done in one queue: it only grows, whatever becomes of the jobs.
///
/// @param measure [#ENQUEUED], [#RETRIED], [#DEAD], [#GAVE_UP], [#SNOOZED], [#WAITED], or how
///   attempts ended: the word of a [dev.queuectl.Outcome]
/// @param bucket of [#BOUNDS], by how long the attempts ran, or waited for a slot; otherwise 0
/// @param millis how long they did so in all; otherwise 0
public record Total(String queue, String measure, int bucket, long number, long millis) {
  /// Jobs that were added.
  public static final String ENQUEUED = "enqueued";

  /// Attempts after which the job was to be tried again.
  public static final String RETRIED = "retried";

  /// Attempts after which the job was dead.
  public static final String DEAD = "dead";

  /// Those of the dead that a rule about their end kept from being tried again.
  public static final String GAVE_UP = "gave_up";

  /// Attempts that a rule about their end took for no failure.
  public static final String SNOOZED = "snoozed";

  /// Attempts that ended by their own doing, by how long they waited.
  public static final String WAITED = "waited";

  /// The longest durations of all buckets but the last, which has no bound. Stores hold their
  /// numbers: they must stay as they are.
  public static final List<Duration> BOUNDS =
      List.of(
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  /// The bucket of a duration.
  public static int bucket(Duration duration) {
    var bucket = 0;
    while (bucket < BOUNDS.size() && duration.compareTo(BOUNDS.get(bucket)) > 0) {
      bucket++;
    }
    return bucket;
  }
}
