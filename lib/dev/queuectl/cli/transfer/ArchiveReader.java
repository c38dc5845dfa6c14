package dev.queuectl.cli.transfer;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import dev.queuectl.Worker;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonValues;
import dev.queuectl.store.ArchivedJob;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Ties;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a job as `export` writes it, and refuses whatever the store could not keep as it is, or
/// none of our own verbs could have put there. Pure.
final class ArchiveReader {
  /// What the numbers of a job can grow to; far from where counting on would overflow.
  private static final int MOST_ATTEMPTS = NewJob.MAX_RETRIES;

  private static final int HIGHEST_NUMBER = 1_000_000_000;
  private static final int MOST_INTERRUPTIONS = 1000;
  private static final int HIGHEST_CODE = 255;
  private static final int HIGHEST_SIGNAL = 64;
  private static final int LONGEST_NAME = 128;

  private ArchiveReader() {}

  /// @param otherwise the policy to use if an older version has not written one
  /// @throws QueueException.Invalid with the first thing that is wrong
  static ArchivedJob read(String line, JobPolicy otherwise) {
    var fields =
        new Fields(JsonValues.object(line))
            .only(JobJson.ARCHIVED)
            .withoutNull("history", "env", "environment", "held", "interruptions", "snoozes");
    var job = job(fields, otherwise);
    check(job, surroundings(fields));
    var attempts = attempts(fields.list("history"));
    checkRunning(fields, job, attempts);
    var history = attempts.stream().filter(attempt -> attempt.endedAt() != null).toList();
    ArchiveRules.check(job, history);
    return new ArchivedJob(job, surroundings(fields), history, after(fields));
  }

  private static List<Dependency> after(Fields fields) {
    var after = new ArrayList<Dependency>();
    for (var kind : Dependency.Kind.values()) {
      var field = JobField.after(kind);
      for (var id : fields.list(field.key())) {
        var ids = (List<?>) field.kind().parse(field.key(), String.valueOf(id));
        ids.forEach(on -> after.add(new Dependency(kind, String.valueOf(on))));
      }
    }
    return after;
  }

  private static Ties ties(Fields fields, JobState state) {
    var by = fields.text("cancelled_by");
    if (by != null && (!by.equals(Dependency.CANCELLER) || state != JobState.CANCELLED)) {
      throw new QueueException.Invalid(
          "only a cancelled job has cancelled_by, and that is " + Dependency.CANCELLER);
    }
    return by == null ? Ties.NONE : new Ties(0, 0, false, by);
  }

  private static Surroundings surroundings(Fields fields) {
    var draft = new JobDraft();
    for (var field : List.of(JobField.STDIN, JobField.STDIN_BASE64)) {
      draft.putIfGiven(field, fields.any(field.key()));
    }
    return new Surroundings(environment(fields), draft.stdin(), fields.text("parent"));
  }

  private static @Nullable JobEnvironment environment(Fields fields) {
    if (!fields.values().containsKey("environment")) {
      return null;
    }
    var variables = fields.texts("environment");
    for (var variable : variables.entrySet()) {
      if (variable.getKey().isEmpty() || variable.getKey().indexOf('=') >= 0) {
        throw new QueueException.Invalid(
            "environment: \"" + variable.getKey() + "\" is no name of a variable");
      }
      Text.checked("name of a variable", variable.getKey());
      Text.checked("environment variable " + variable.getKey(), variable.getValue());
    }
    return JobEnvironment.of(variables);
  }

  private static List<Attempt> attempts(List<?> attempts) {
    var numbers = new HashSet<Integer>();
    return attempts.stream()
        .map(it -> new Fields(JsonValues.object(it)).only(JobJson.OF_ATTEMPT))
        .map(it -> attempt(it.withoutNull("stdout_bytes", "stderr_bytes")))
        .peek(attempt -> refuseTwice(numbers, attempt.number()))
        .sorted(Comparator.comparingInt(Attempt::number))
        .toList();
  }

  private static void refuseTwice(Set<Integer> numbers, int number) {
    if (!numbers.add(number)) {
      throw new QueueException.Invalid("duplicate attempt %d".formatted(number));
    }
  }

  private static Job job(Fields fields, JobPolicy otherwise) {
    return new Job(
        0,
        fields.requiredText("id"),
        fields.requiredText("command"),
        JobState.of(fields.requiredText("state")),
        fields.requiredText("queue"),
        fields.requiredWhole("priority", -NewJob.MAX_PRIORITY, NewJob.MAX_PRIORITY),
        fields.requiredWhole("attempts", 0, MOST_ATTEMPTS),
        fields.requiredWhole("max_retries", 0, NewJob.MAX_RETRIES),
        Objects.requireNonNullElse(fields.whole("interruptions", 0, MOST_INTERRUPTIONS), 0),
        Objects.requireNonNullElse(fields.whole("snoozes", 0, MOST_ATTEMPTS), 0),
        0,
        policy(fields).over(otherwise),
        cwd(fields.requiredText("cwd")),
        fields.texts("env"),
        fields.flag("held"),
        fields.requiredTime("created_at"),
        fields.requiredTime("updated_at"),
        fields.requiredTime("run_at"),
        fields.time("next_retry_at"),
        fields.time("started_at"),
        fields.time("finished_at"),
        fields.whole("exit_code", 0, HIGHEST_CODE),
        error(fields),
        lastStderr(fields),
        null,
        null,
        Surroundings.Kept.NONE,
        null,
        ties(fields, JobState.of(fields.requiredText("state"))));
  }

  private static @Nullable String error(Fields fields) {
    var error = fields.text("error");
    if (error != null && (error.isBlank() || error.length() > Attempt.MAX_ERROR)) {
      throw new QueueException.Invalid(
          "the field error must have 1 to %,d characters, but has %,d"
              .formatted(Attempt.MAX_ERROR, error.length()));
    }
    return error;
  }

  private static @Nullable String lastStderr(Fields fields) {
    var line = fields.text("last_stderr");
    return line == null ? null : Attempt.lastStderr(line);
  }

  /// The attempt also says that a job is running, and where.
  private static void checkRunning(Fields fields, Job job, List<Attempt> attempts) {
    var worker = fields.text("worker");
    var slot = fields.whole("slot", 0, Worker.MOST_SLOTS - 1);
    var asked = fields.time("cancel_requested_at");
    var running = attempts.stream().filter(attempt -> attempt.endedAt() == null).toList();
    if (job.state() != JobState.PROCESSING) {
      if (worker != null || slot != null || asked != null || !running.isEmpty()) {
        throw new QueueException.Invalid(
            "only a processing job has worker, slot, cancel_requested_at or an attempt without an"
                + " end, but this one is "
                + job.state().word());
      }
      return;
    }
    var attempt = running.size() == 1 ? running.getFirst() : null;
    if (attempt == null
        || !attempt.equals(attempts.getLast())
        || !attempt.worker().equals(worker)
        || !Objects.equals(attempt.slot(), slot)
        || !attempt.startedAt().equals(job.startedAt())) {
      throw new QueueException.Invalid(
          "a processing job must have worker, slot and started_at, and its last attempt the same"
              + " values and no end");
    }
  }

  private static JobPolicy policy(Fields fields) {
    var said = new EnumMap<JobField, Object>(JobField.class);
    for (var option : JobField.POLICY) {
      var value = fields.value(option.key(), option.kind());
      if (value != null) {
        said.put(option, value);
      }
    }
    return new JobPolicy(said);
  }

  private static String cwd(String text) {
    try {
      if (Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException e) {
      // the same sentence
    }
    throw new QueueException.Invalid("cwd \"" + text + "\" is not an absolute path");
  }

  private static Attempt attempt(Fields fields) {
    var outcome = fields.text("outcome");
    var endedAt = fields.time("ended_at");
    if ((outcome == null) != (endedAt == null)) {
      throw new QueueException.Invalid(
          "an attempt must have both outcome and ended_at, or neither");
    }
    var number = fields.requiredWhole("attempt", 1, HIGHEST_NUMBER);
    if (outcome != null && !Outcome.WORDS.contains(outcome)) {
      throw new QueueException.Invalid(
          "unknown outcome \"" + outcome + "\"",
          "It is one of " + String.join(", ", Outcome.WORDS) + ".");
    }
    var attempt =
        new Attempt(
            0,
            number,
            worker(fields),
            fields.requiredWhole("slot", 0, Worker.MOST_SLOTS - 1),
            fields.requiredTime("started_at"),
            endedAt,
            outcome,
            fields.whole("exit_code", 0, HIGHEST_CODE),
            fields.whole("signal", 1, HIGHEST_SIGNAL),
            error(fields),
            lastStderr(fields),
            null,
            0,
            0);
    checkLength(fields, attempt);
    return attempt;
  }

  private static String worker(Fields fields) {
    var worker = fields.requiredText("worker");
    if (worker.isEmpty()
        || worker.length() > LONGEST_NAME
        || worker.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new QueueException.Invalid(
          "the field worker must have 1 to %d characters and no spaces".formatted(LONGEST_NAME));
    }
    return worker;
  }

  /// Fields that follow from others, or are not imported: they are only checked.
  private static void checkLength(Fields fields, Attempt attempt) {
    fields.wholeNumber("stdout_bytes");
    fields.wholeNumber("stderr_bytes");
    var duration = fields.seconds("duration");
    if (fields.values().containsKey("duration")
        && !Objects.equals(duration, attempt.duration().orElse(null))) {
      throw new QueueException.Invalid(
          "attempt %d: duration is not the time from started_at to ended_at"
              .formatted(attempt.number()));
    }
    if (attempt.endedAt() == null
        && (attempt.exitCode() != null || attempt.signal() != null || attempt.error() != null)) {
      throw new QueueException.Invalid(
          "attempt %d: only an attempt that has ended has exit_code, signal or error"
              .formatted(attempt.number()));
    }
  }

  /// What holds for every job.
  private static void check(Job job, Surroundings surroundings) {
    new NewJob(
        job.id(),
        job.command(),
        job.queue(),
        job.priority(),
        job.maxRetries(),
        job.policy(),
        job.cwd(),
        job.env(),
        job.runAt(),
        job.held(),
        surroundings);
  }
}
