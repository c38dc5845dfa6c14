package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.environment.EnvCapture;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.JobShell;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.process.launch.LaunchInput;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.JobTies;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What this worker's jobs were given besides their options, as far as the store has it, and what
/// they find in their environments. Each environment is read once. For any thread.
final class JobSurroundings {
  /// Why a job does not start.
  static final String LOST =
      "the environment or the standard input that it was enqueued with is lost, or damaged";

  private static final int REMEMBERED = 64;

  private final String queue;
  private final JobStore store;
  private final JobEnvironment clean = EnvCapture.clean(System.getenv());
  private final Map<Long, JobEnvironment> known = new LinkedHashMap<>(16, 0.75f, true);

  /// @param queue as jobs name it, for those that use it
  JobSurroundings(String queue, JobStore store) {
    this.queue = queue;
    this.store = store;
  }

  /// @return empty if the store has lost some of it
  Optional<Surroundings> of(Job job) {
    var kept = job.surroundings();
    var environment = environment(job);
    var stdin = Optional.ofNullable(kept.stdin()).flatMap(store::stdin);
    return environment.isEmpty() && !hasWorkers(job) || stdin.isEmpty() && kept.stdin() != null
        ? Optional.empty()
        : Optional.of(
            new Surroundings(environment.orElse(null), stdin.orElse(null), kept.parent()));
  }

  /// Whether it runs in the environment of this process.
  private static boolean hasWorkers(Job job) {
    return job.surroundings().environment() == null && !job.policy().is(JobField.CLEAN_ENV);
  }

  private Optional<JobEnvironment> environment(Job job) {
    if (job.policy().is(JobField.CLEAN_ENV)) {
      return Optional.of(clean);
    }
    var number = job.surroundings().environment();
    return number == null ? Optional.empty() : find(number);
  }

  private Optional<JobEnvironment> find(long number) {
    synchronized (known) {
      var found = known.get(number);
      if (found != null) {
        return Optional.of(found);
      }
    }
    var read = store.environment(number);
    read.ifPresent(environment -> remember(number, environment));
    return read;
  }

  private void remember(long number, JobEnvironment environment) {
    synchronized (known) {
      known.put(number, environment);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  /// What it reads, with the place for its copy; null for nothing.
  static @Nullable LaunchInput input(Surroundings given, Path copy) {
    return given.stdin() == null ? null : new LaunchInput(given.stdin(), copy);
  }

  /// One that says none has the usual one.
  static @Nullable String shell(Job job) {
    var shell = (String) job.policy().get(JobField.SHELL);
    return JobShell.USUAL.equals(shell) ? null : shell;
  }

  /// What the environment of an attempt's processes has that no other's has.
  static Map<String, String> identity(Job job) {
    return Map.of(
        "QUEUECTL_JOB_ID", job.id(), "QUEUECTL_ATTEMPT", Integer.toString(job.lastAttempt()));
  }

  /// What is put over it: the job's own variables, and what it is told of itself and its queue.
  Map<String, String> variables(Job job) {
    var lease = Objects.requireNonNull(job.lease());
    var env = new LinkedHashMap<>(job.env());
    env.putIfAbsent("QUEUECTL_DB", queue);
    env.putAll(identity(job));
    env.put("QUEUECTL_WORKER", lease.worker());
    env.put("QUEUECTL_SLOT", Integer.toString(lease.slot()));
    env.put("QUEUECTL_QUEUE", job.queue());
    if (job.ties().conditions() > 0) {
      putParents(env, store.ties(job.seq()).parents());
    }
    return env;
  }

  /// The jobs for which it has waited; of a single one, how that ended.
  private static void putParents(Map<String, String> env, List<JobTies.Parent> parents) {
    env.put(
        "QUEUECTL_AFTER",
        parents.stream()
            .map(it -> it.dependency().on())
            .distinct()
            .collect(Collectors.joining(",")));
    if (parents.size() == 1) {
      var parent = parents.getFirst();
      env.put("QUEUECTL_AFTER_STATE", parent.state());
      var code = parent.job() == null ? null : parent.job().exitCode();
      if (code != null) {
        env.put("QUEUECTL_AFTER_EXIT_CODE", code.toString());
      }
    }
  }
}
