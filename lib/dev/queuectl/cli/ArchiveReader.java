package dev.queuectl.cli;

import dev.queuectl.ArchivedJob;
import dev.queuectl.Attempt;
import dev.queuectl.Backoff;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.report.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a job as `export` writes it. Pure.
final class ArchiveReader {
  private ArchiveReader() {}

  /// @param otherwise what holds for what an older version has not written down
  /// @throws QueueException.Invalid with the first thing that is wrong
  static ArchivedJob read(String line, JobPolicy otherwise) {
    var fields = new Fields(JsonValues.object(line));
    var history =
        list(fields.values().get("history")).stream()
            .map(attempt -> attempt(new Fields(JsonValues.object(attempt))))
            .flatMap(Optional::stream)
            .toList();
    var job = job(fields, otherwise);
    check(job);
    return new ArchivedJob(job, history);
  }

  private static List<?> list(@Nullable Object value) {
    if (value == null || value instanceof List<?>) {
      return value == null ? List.of() : (List<?>) value;
    }
    throw new QueueException.Invalid("the field history must be a list");
  }

  private static Job job(Fields fields, JobPolicy otherwise) {
    return new Job(
        0,
        fields.requiredText("id"),
        fields.requiredText("command"),
        JobState.of(fields.requiredText("state")),
        fields.requiredText("queue"),
        fields.requiredWhole("priority"),
        fields.requiredWhole("attempts"),
        fields.requiredWhole("max_retries"),
        Objects.requireNonNullElse(fields.whole("interruptions"), 0),
        0,
        policy(fields).over(otherwise),
        fields.requiredText("cwd"),
        env(fields.values().get("env")),
        fields.flag("held"),
        fields.requiredTime("created_at"),
        fields.requiredTime("updated_at"),
        fields.requiredTime("run_at"),
        fields.time("next_retry_at"),
        fields.time("started_at"),
        fields.time("finished_at"),
        fields.whole("exit_code"),
        fields.text("error"),
        null,
        null);
  }

  private static JobPolicy policy(Fields fields) {
    var backoff = fields.text("backoff");
    return new JobPolicy(
        fields.seconds("timeout"),
        backoff == null ? null : Backoff.of(backoff),
        fields.decimal("backoff_base"),
        fields.seconds("backoff_max"));
  }

  private static Map<String, String> env(@Nullable Object value) {
    return value == null
        ? Map.of()
        : JsonValues.object(value).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
  }

  /// Empty for one that had not ended.
  private static Optional<Attempt> attempt(Fields fields) {
    var outcome = fields.text("outcome");
    var endedAt = fields.time("ended_at");
    if (outcome == null || endedAt == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Attempt(
            0,
            fields.requiredWhole("attempt"),
            fields.requiredText("worker"),
            fields.requiredWhole("slot"),
            fields.requiredTime("started_at"),
            endedAt,
            outcome,
            fields.whole("exit_code"),
            fields.whole("signal"),
            fields.text("error"),
            0,
            0));
  }

  /// What holds for every job, and the rules of the table.
  private static void check(Job job) {
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
        job.held());
    if (job.state().isFinal() != (job.finishedAt() != null)) {
      throw new QueueException.Invalid(
          "finished_at must be set exactly when the job has ended, and it is "
              + job.state().word());
    }
    if ((job.state() == JobState.FAILED) != (job.nextRetryAt() != null)) {
      throw new QueueException.Invalid(
          "next_retry_at must be set exactly when the job is failed, and it is "
              + job.state().word());
    }
    if (job.attempts() < 0 || job.interruptions() < 0) {
      throw new QueueException.Invalid("attempts and interruptions must not be negative");
    }
  }
}
