package dev.queuectl.environment;

import org.jspecify.annotations.Nullable;

/// What a job is given besides its command and its options. A store keeps environment and standard
/// input apart: they are the same for many jobs as a rule.
///
/// @param environment in which it was enqueued; null for that of whichever worker runs it
/// @param stdin what it reads from standard input; null for nothing
/// @param parent the id of the job that enqueued it; null for a person, or a job of another queue
public record Surroundings(
    @Nullable JobEnvironment environment, @Nullable Stdin stdin, @Nullable String parent) {
  public static final Surroundings NONE = new Surroundings(null, null, null);

  public Surroundings {
    stdin = stdin == null || stdin.isEmpty() ? null : stdin;
  }

  public static Surroundings of(@Nullable JobEnvironment environment) {
    return new Surroundings(environment, null, null);
  }

  /// The same with another environment.
  public Surroundings in(@Nullable JobEnvironment other) {
    return new Surroundings(other, stdin, parent);
  }

  /// The same with another standard input.
  public Surroundings reading(@Nullable Stdin other) {
    return new Surroundings(environment, other, parent);
  }

  /// Where a store has them.
  ///
  /// @param environment a number for [dev.queuectl.store.JobStore#environment]; null for that of
  ///   whichever worker runs the job
  /// @param stdin a number for [dev.queuectl.store.JobStore#stdin]; null for nothing
  public record Kept(@Nullable Long environment, @Nullable Long stdin, @Nullable String parent) {
    public static final Kept NONE = new Kept(null, null, null);
  }
}
