package dev.queuectl;

/// Why something was not done to a job. Whoever answers people puts it into words.
public sealed interface Refusal {
  /// No job has that id.
  record Missing(String id) implements Refusal {}

  /// The job that was meant has been removed or replaced.
  record Gone(long seq) implements Refusal {}

  /// It was to be done to other jobs only: to those in another state, for example.
  record NotMeant(JobAction action, Job job) implements Refusal {}

  /// It cannot be done to a job in that state.
  record Unsuited(JobAction action, Job job) implements Refusal {}
}
