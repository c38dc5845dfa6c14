package dev.queuectl.cli;

import dev.queuectl.ArchivedJob;
import dev.queuectl.Attempt;
import dev.queuectl.Backoff;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobField;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonValues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a job as `export` writes it, and refuses whatever the store could not keep as it is, or
/// none of our own verbs could have put there. Pure.
final class ArchiveReader {
  /// What the numbers of a job can grow to; far from where counting on would overflow.
  private static final int MOST_ATTEMPTS = NewJob.MAX_RETRIES;

  private static final int HIGHEST_NUMBER = 1_000_000_000;
  private static final int MOST_INTERRUPTIONS = 1000;
  private static final int HIGHEST_SLOT = 1_000_000;
  private static final int HIGHEST_SIGNAL = 127;

  private static final Set<String> NAMES = names();

  private static final Set<String> NAMES_OF_ATTEMPT =
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
          "stdout_bytes",
          "stderr_bytes");

  private ArchiveReader() {}

  /// All fields of a printed job.
  private static Set<String> names() {
    var names = new HashSet<>(JobJson.STANDING);
    Stream.of(JobField.values()).map(JobField::key).forEach(names::add);
    return Set.copyOf(names);
  }

  /// @param otherwise what holds for what an older version has not written down
  /// @throws QueueException.Invalid with the first thing that is wrong
  static ArchivedJob read(String line, JobPolicy otherwise) {
    var fields = new Fields(JsonValues.object(line)).only(NAMES);
    var job = job(fields, otherwise);
    check(job);
    return new ArchivedJob(job, history(fields.list("history")));
  }

  private static List<Attempt> history(List<?> attempts) {
    var numbers = new HashSet<Integer>();
    return attempts.stream()
        .map(it -> new Fields(JsonValues.object(it)).only(NAMES_OF_ATTEMPT))
        .map(ArchiveReader::attempt)
        .flatMap(Optional::stream)
        .peek(attempt -> refuseTwice(numbers, attempt.number()))
        .sorted(Comparator.comparingInt(Attempt::number))
        .toList();
  }

  private static void refuseTwice(Set<Integer> numbers, int number) {
    if (!numbers.add(number)) {
      throw new QueueException.Invalid("the attempt %d is there twice".formatted(number));
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
        fields.whole("exit_code", Integer.MIN_VALUE, Integer.MAX_VALUE),
        fields.text("error"),
        null,
        null);
  }

  private static JobPolicy policy(Fields fields) {
    var backoff = fields.text("backoff");
    return new JobPolicy(
        fields.seconds("timeout"),
        backoff == null ? null : Backoff.of(backoff),
        fields.decimal("backoff_base", 1, NewJob.MAX_BACKOFF_BASE),
        fields.seconds("backoff_max"));
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

  /// Empty for one that had not ended.
  private static Optional<Attempt> attempt(Fields fields) {
    var outcome = fields.text("outcome");
    var endedAt = fields.time("ended_at");
    if ((outcome == null) != (endedAt == null)) {
      throw new QueueException.Invalid(
          "an attempt must have both outcome and ended_at, or neither");
    }
    var number = fields.requiredWhole("attempt", 1, HIGHEST_NUMBER);
    var worker = fields.requiredText("worker");
    var slot = fields.requiredWhole("slot", 0, HIGHEST_SLOT);
    var startedAt = fields.requiredTime("started_at");
    if (outcome == null || endedAt == null) {
      return Optional.empty();
    }
    if (!Outcome.WORDS.contains(outcome)) {
      throw new QueueException.Invalid(
          "unknown outcome \"" + outcome + "\"",
          "It is one of " + String.join(", ", Outcome.WORDS) + ".");
    }
    return Optional.of(
        new Attempt(
            0,
            number,
            worker,
            slot,
            startedAt,
            endedAt,
            outcome,
            fields.whole("exit_code", Integer.MIN_VALUE, Integer.MAX_VALUE),
            fields.whole("signal", 0, HIGHEST_SIGNAL),
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
    refuseUnlessSet(
        "finished_at", job.finishedAt() != null, "has ended", job.state().isFinal(), job);
    refuseUnlessSet(
        "next_retry_at",
        job.nextRetryAt() != null,
        "is failed",
        job.state() == JobState.FAILED,
        job);
  }

  private static void refuseUnlessSet(
      String field, boolean isSet, String when, boolean mustBe, Job job) {
    if (isSet != mustBe) {
      throw new QueueException.Invalid(
          "%s must be set exactly when the job %s, and it is %s"
              .formatted(field, when, job.state().word()));
    }
  }
}
