package dev.queuectl.report;

import dev.queuectl.Attempt;
import dev.queuectl.FieldKind;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.Wait;
import dev.queuectl.environment.ByteText;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.JobStore.Twin;
import dev.queuectl.store.JobTies;
import dev.queuectl.tie.Dependency;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A job and its attempts in JSON. The names are stable, and those of the database's columns.
///
/// The job's environment is left out unless asked for, since it may hold secrets; what is printed
/// can be enqueued again either way.
public final class JobJson {

  private static final String HISTORY = "history";
  private static final String WHY = "why";
  private static final String WAITING = "waiting";
  private static final String DUE_AT = "due_at";
  private static final String CAUSE = "cause";
  private static final String CANCELLED_BY = "cancelled_by";
  private static final String WAITS_FOR = "waits_for";
  private static final String AWAITED_BY = "awaited_by";
  private static final String SCHEDULE = "schedule";
  private static final String SCHEDULED_FOR = "scheduled_for";
  private static final String STDIN_BYTES = "stdin_bytes";
  private static final String STDIN_SHA256 = "stdin_sha256";

  /// They depend on who asks when, say in short what is exported whole, or are found out anew.
  private static final Set<String> ONLY_SHOWN =
      Set.of(
          WHY,
          WAITING,
          DUE_AT,
          CAUSE,
          WAITS_FOR,
          AWAITED_BY,
          STDIN_BYTES,
          STDIN_SHA256,
          SCHEDULE,
          SCHEDULED_FOR);

  /// Fields that only say where a job stands, not what it is: ignored when a printed job is
  /// enqueued.
  public static final List<String> STANDING =
      List.of(
          "state",
          "attempts",
          "interruptions",
          "snoozes",
          "created_at",
          "updated_at",
          "next_retry_at",
          "started_at",
          "finished_at",
          "exit_code",
          "error",
          "last_stderr",
          "worker",
          "slot",
          "cancel_requested_at",
          WAITING,
          DUE_AT,
          CAUSE,
          CANCELLED_BY,
          WAITS_FOR,
          AWAITED_BY,
          SCHEDULE,
          SCHEDULED_FOR,
          "environment",
          "parent",
          STDIN_BYTES,
          STDIN_SHA256,
          HISTORY,
          WHY);

  /// All fields of an exported job.
  public static final Set<String> ARCHIVED =
      Stream.concat(
              STANDING.stream().filter(name -> !ONLY_SHOWN.contains(name)),
              Stream.of(JobField.values())
                  .filter(option -> option != JobField.DELAY)
                  .map(JobField::key))
          .collect(Collectors.toUnmodifiableSet());

  /// All fields of an attempt in a history.
  public static final Set<String> OF_ATTEMPT =
      Set.of(
          "attempt",
          "worker",
          "slot",
          "started_at",
          "ended_at",
          "duration",
          "outcome",
          "exit_code",
          "signal",
          "error",
          "last_stderr",
          "stdout_bytes",
          "stderr_bytes");

  private JobJson() {}

  /// What is stored, and what it waits for now.
  public static void fields(JsonOut json, Job job, Instant now, boolean withEnv) {
    stored(json, job, withEnv);
    json.field(WAITING, Wait.of(job, now).map(Wait::word).orElse(null));
    json.field(DUE_AT, Wait.due(job, now).orElse(null));
    json.field(CAUSE, job.cause());
    json.field(SCHEDULE, job.env().get(Schedule.OF_NAME));
    json.field(SCHEDULED_FOR, Schedule.timeOf(job.env()).orElse(null));
  }

  /// For which jobs it waits, and how many wait for it.
  public static void ties(JsonOut json, JobTies ties) {
    after(json, ties, _ -> true);
    json.objects(
        WAITS_FOR,
        ties.parents().stream()
            .map(
                parent ->
                    (Runnable)
                        () -> {
                          json.field("id", parent.dependency().on());
                          json.field("for", parent.dependency().kind().word());
                          json.field("state", parent.state());
                        })
            .toList());
    json.field(AWAITED_BY, ties.awaitedBy());
  }

  /// That it stands for a new job of its key.
  public static void fields(JsonOut json, Twin twin) {
    json.field("duplicate", true);
    json.field("replaced", twin.isReplaced());
  }

  private static void stored(JsonOut json, Job job, boolean withEnv) {
    json.field("id", job.id());
    json.field("command", job.command());
    json.field("state", job.state().word());
    json.field("attempts", job.attempts());
    json.field("max_retries", job.maxRetries());
    json.field("priority", job.priority());
    json.field("queue", job.queue());
    json.field("created_at", job.createdAt());
    json.field("updated_at", job.updatedAt());
    json.field("run_at", job.runAt());
    json.field("next_retry_at", job.nextRetryAt());
    json.field("started_at", job.startedAt());
    json.field("finished_at", job.finishedAt());
    for (var option : JobField.POLICY) {
      json.value(option.key(), stored(option, job));
    }
    if (withEnv) {
      json.object("env", () -> job.env().forEach(json::field));
    }
    json.field("cwd", job.cwd());
    json.field("held", job.held());
    json.field("interruptions", job.interruptions());
    json.field("snoozes", job.snoozes());
    json.field("exit_code", job.exitCode());
    json.field("error", job.error());
    json.field("last_stderr", job.lastStderr());
    json.field("worker", job.lease() == null ? null : job.lease().worker());
    json.field("slot", job.lease() == null ? null : (Integer) job.lease().slot());
    json.field("cancel_requested_at", job.cancelRequestedAt());
    json.field(CANCELLED_BY, job.ties().cancelledBy());
    json.field("parent", job.surroundings().parent());
  }

  /// A job as `export` writes it: [#ARCHIVED].
  ///
  /// @param given with it, as far as it is to be exported
  /// @param ties with other jobs; those that are gone and have ended as they should are left out
  public static void archived(
      JsonOut json, Job job, Surroundings given, List<Attempt> history, JobTies ties) {
    stored(json, job, true);
    after(json, ties, parent -> parent.job() != null || !parent.isMet());
    if (given.stdin() != null) {
      stdin(json, given.stdin());
    }
    environment(json, given);
    history(json, history);
  }

  /// All there is about a job.
  ///
  /// @param given with it: all of the environment, and size and hash of what it reads
  /// @param why it is not running, see [Why]
  /// @param words how whoever reads this is told of a reason
  /// @param ties with other jobs
  public static void story(
      JsonOut json,
      Job job,
      Instant now,
      Surroundings given,
      List<Attempt> history,
      List<Reason> why,
      Function<Reason, String> words,
      boolean withEnv,
      JobTies ties) {
    fields(json, job, now, withEnv);
    ties(json, ties);
    var stdin = given.stdin();
    json.field(STDIN_BYTES, stdin == null ? null : (Integer) stdin.size());
    json.field(STDIN_SHA256, stdin == null ? null : stdin.sha256());
    environment(json, given);
    history(json, history);
    why(json, why, words);
  }

  /// As a new job is given it.
  private static void after(JsonOut json, JobTies ties, Predicate<JobTies.Parent> isMeant) {
    for (var kind : Dependency.Kind.values()) {
      json.list(
          JobField.after(kind).key(),
          ties.parents().stream()
              .filter(isMeant)
              .map(JobTies.Parent::dependency)
              .filter(dependency -> dependency.kind() == kind)
              .map(Dependency::on)
              .toList());
    }
  }

  private static void history(JsonOut json, List<Attempt> history) {
    json.objects(
        HISTORY, history.stream().map(attempt -> (Runnable) () -> fields(json, attempt)).toList());
  }

  public static void why(JsonOut json, List<Reason> why, Function<Reason, String> words) {
    json.list(WHY, why.stream().map(words).toList());
  }

  /// All that it reads from standard input, as a new job is given it.
  public static void stdin(JsonOut json, Stdin stdin) {
    var text = stdin.text();
    json.field(
        text.isPresent() ? JobField.STDIN.key() : JobField.STDIN_BASE64.key(),
        text.orElseGet(() -> Base64.getEncoder().encodeToString(stdin.bytes())));
  }

  private static void environment(JsonOut json, Surroundings given) {
    if (given.environment() != null) {
      environment(json, given.environment());
    }
  }

  /// The environment in which it was enqueued, for who asks. What is no text in it cannot be in
  /// JSON.
  public static void environment(JsonOut json, JobEnvironment environment) {
    json.object(
        "environment",
        () ->
            environment
                .variables()
                .forEach(
                    (name, value) -> {
                      if (ByteText.isText(name) && ByteText.isText(value)) {
                        json.field(name, value);
                      }
                    }));
  }

  private static @Nullable Object stored(JobField option, Job job) {
    var value = job.policy().get(option);
    if (option.kind() instanceof FieldKind.Flag) {
      return value != null;
    }
    return value == null ? null : option.kind().stored(value);
  }

  /// One of [#OF_ATTEMPT].
  public static void fields(JsonOut json, Attempt attempt) {
    json.field("attempt", attempt.number());
    json.field("worker", attempt.worker());
    json.field("slot", attempt.slot());
    json.field("started_at", attempt.startedAt());
    json.field("ended_at", attempt.endedAt());
    json.field("duration", attempt.duration().orElse(null));
    json.field("outcome", attempt.outcome());
    json.field("exit_code", attempt.exitCode());
    json.field("signal", attempt.signal());
    json.field("error", attempt.error());
    json.field("last_stderr", attempt.lastStderr());
    json.field("stdout_bytes", attempt.stdoutBytes());
    json.field("stderr_bytes", attempt.stderrBytes());
  }
}
