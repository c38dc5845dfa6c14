package dev.queuectl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change to a job that is not processing. What is null stays as it is.
public record JobEdit(
    @Nullable String command,
    @Nullable String queue,
    @Nullable Integer priority,
    @Nullable Integer maxRetries,
    JobPolicy policy,
    @Nullable Instant runAt) {

  /// The job with the change made: checked as a new job would be.
  ///
  /// @throws QueueException.Invalid as [NewJob] does
  public NewJob applyTo(Job job) {
    return new NewJob(
        job.id(),
        command != null ? command : job.command(),
        queue != null ? queue : job.queue(),
        priority != null ? priority : job.priority(),
        maxRetries != null ? maxRetries : job.maxRetries(),
        merged(job.policy()),
        job.cwd(),
        job.env(),
        runAt != null ? runAt : job.runAt(),
        job.held());
  }

  private JobPolicy merged(JobPolicy old) {
    return new JobPolicy(
        policy.timeout() != null ? policy.timeout() : old.timeout(),
        policy.backoff() != null ? policy.backoff() : old.backoff(),
        policy.backoffBase() != null ? policy.backoffBase() : old.backoffBase(),
        policy.backoffMax() != null ? policy.backoffMax() : old.backoffMax());
  }
}
