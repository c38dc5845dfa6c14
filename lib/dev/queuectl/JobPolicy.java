package dev.queuectl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a job is executed. What is null is not said: of a new job it is taken from the configuration
/// when the job is enqueued ([Settings#jobPolicy]), of an edit it stays as it is. A stored job says
/// everything, so that it runs as it was enqueued, whatever is configured since.
///
/// @param timeout how long one attempt may run; zero means without limit, whatever is configured
public record JobPolicy(
    @Nullable Duration timeout,
    @Nullable Backoff backoff,
    @Nullable Double backoffBase,
    @Nullable Duration backoffMax) {

  /// Says nothing.
  public static final JobPolicy CONFIGURED = new JobPolicy(null, null, null, null);

  /// The same, and what it does not say from the other.
  public JobPolicy over(JobPolicy other) {
    return new JobPolicy(
        timeout != null ? timeout : other.timeout,
        backoff != null ? backoff : other.backoff,
        backoffBase != null ? backoffBase : other.backoffBase,
        backoffMax != null ? backoffMax : other.backoffMax);
  }

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
