package dev.queuectl;

import dev.queuectl.tie.Dependency;
import java.util.List;

/// Why something was not done to a job. Whoever answers people puts it into words.
public sealed interface Refusal {
  /// No job has that id.
  record Missing(String id) implements Refusal {}

  /// The job that was meant has been removed or replaced.
  record Gone(long seq) implements Refusal {}

  /// It was to be done to other jobs only: to those in another state, for example.
  record NotMeant(JobAction action, Job job) implements Refusal {}

  /// It waits for what can no longer come: for that job, which has ended otherwise.
  record NeverMet(Job job, Dependency dependency, Dependency.End end) implements Refusal {}

  /// Others wait for it.
  record Awaited(Job job, List<String> others) implements Refusal {
    public Awaited {
      others = List.copyOf(others);
    }
  }

  /// Another job that has not ended holds its key.
  record KeyTaken(Job job, Job holder) implements Refusal {}

  /// It cannot be done to a job in that state.
  record Unsuited(JobAction action, Job job) implements Refusal {}
}
