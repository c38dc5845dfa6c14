package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What jobs were given besides their options, for who asks to see it. Most jobs share a few
/// environments.
public final class StoredSurroundings {
  private final CommandContext context;
  private final Map<Long, Optional<JobEnvironment>> environments = new HashMap<>();

  public StoredSurroundings(CommandContext context) {
    this.context = context;
  }

  /// Adds the environment of a job to its JSON.
  public void addEnvironment(JsonOut json, Job job) {
    environment(job).ifPresent(environment -> JobJson.environment(json, environment));
  }

  /// @return empty if it has that of whichever worker runs it
  public Optional<JobEnvironment> environment(Job job) {
    var number = job.surroundings().environment();
    return number == null
        ? Optional.empty()
        : environments.computeIfAbsent(number, context.open().jobs()::environment);
  }

  /// What is there of it.
  public Surroundings of(Job job, boolean withEnv) {
    var environment = withEnv ? environment(job) : Optional.<JobEnvironment>empty();
    return new Surroundings(
        environment.orElse(null), stdin(job).orElse(null), job.surroundings().parent());
  }

  /// @return empty if it reads nothing, or the store has lost it
  public Optional<Stdin> stdin(Job job) {
    return Optional.ofNullable(job.surroundings().stdin()).flatMap(context.open().jobs()::stdin);
  }
}
