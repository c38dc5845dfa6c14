package dev.queuectl;

import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.tie.Dependency;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A change to a job that is not processing. What is null stays as it is.
///
/// @param unsaid options that it gives up: what is configured applies to them
/// @param env variables to set, new or not
/// @param unset variables that it is no longer given
/// @param stdin empty for none any more
/// @param after of each kind that it names, for which jobs it waits from now on
public record JobEdit(
    @Nullable String command,
    @Nullable String queue,
    @Nullable Integer priority,
    @Nullable Integer maxRetries,
    JobPolicy policy,
    Set<JobField> unsaid,
    @Nullable Instant runAt,
    @Nullable String cwd,
    Map<String, String> env,
    Set<String> unset,
    @Nullable Stdin stdin,
    Map<Dependency.Kind, List<String>> after) {

  public JobEdit {
    after = Map.copyOf(after);
    unsaid = Set.copyOf(unsaid);
    env = Map.copyOf(env);
    unset = Set.copyOf(unset);
  }

  /// One that gives up no option.
  public JobEdit(
      @Nullable String command,
      @Nullable String queue,
      @Nullable Integer priority,
      @Nullable Integer maxRetries,
      JobPolicy policy,
      @Nullable Instant runAt,
      @Nullable String cwd,
      Map<String, String> env,
      Set<String> unset) {
    this(
        command,
        queue,
        priority,
        maxRetries,
        policy,
        Set.of(),
        runAt,
        cwd,
        env,
        unset,
        null,
        Map.of());
  }

  /// Whether a job in that state can be edited.
  public static boolean suits(JobState state) {
    return state != JobState.PROCESSING;
  }

  /// Whether it leaves a job that waits no attempts: otherwise it would get one more than it
  /// should.
  public boolean usesUp(Job job) {
    return maxRetries != null
        && maxRetries != job.maxRetries()
        && !job.state().isFinal()
        && job.attempts() > 0
        && job.attempts() >= maxRetries;
  }

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
        policy.over(job.policy().without(unsaid)),
        cwd != null ? cwd : job.cwd(),
        mergedEnv(job.env()),
        runAt != null ? runAt : job.runAt(),
        job.held(),
        Surroundings.NONE.reading(stdin));
  }

  private Map<String, String> mergedEnv(Map<String, String> old) {
    var merged = new HashMap<>(old);
    merged.keySet().removeAll(unset);
    merged.putAll(env);
    return merged;
  }
}
