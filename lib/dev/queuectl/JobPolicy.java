package dev.queuectl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a job says itself about its execution. What is null follows the configuration at the time
/// it is needed, so that a change of the configuration reaches the jobs that wait.
///
/// @param timeout how long one attempt may run; zero means without limit, whatever is configured
public record JobPolicy(
    @Nullable Duration timeout,
    @Nullable Backoff backoff,
    @Nullable Double backoffBase,
    @Nullable Duration backoffMax) {

  /// Follows the configuration in everything.
  public static final JobPolicy CONFIGURED = new JobPolicy(null, null, null, null);

  public JobPolicy {
    if (timeout != null && timeout.isNegative()) {
      throw new QueueException.Invalid(
          "timeout must not be negative, was " + Durations.seconds(timeout));
    }
    if (backoffBase != null && !(backoffBase >= 1)) {
      throw new QueueException.Invalid("backoff_base must be at least 1, was " + backoffBase);
    }
  }
}
