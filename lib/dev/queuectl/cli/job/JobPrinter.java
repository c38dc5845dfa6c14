package dev.queuectl.cli.job;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Wait;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.StoredSurroundings;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.Table;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Reason;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Times;
import dev.queuectl.report.Why;
import dev.queuectl.tie.Ties;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything about one job.
@Singleton
public final class JobPrinter {
  private static final int MOST_ATTEMPTS = 50;

  private final CommandContext context;
  private final StoredSurroundings surroundings;

  public JobPrinter(CommandContext context) {
    this.context = context;
    this.surroundings = new StoredSurroundings(context);
  }

  /// The reasons why it is not running.
  List<Reason> why(Job job) {
    return Why.of(job, context.open(), context.now(), context.access().obstacle());
  }

  /// A reason in the words of the command line.
  String words(Reason reason) {
    return new ReasonText(context.now(), context.console().zone()).withCommand(reason);
  }

  /// @param found looks for the job, in the same state of the store as everything else printed
  ///   about it
  /// @param all whether a person gets all attempts, however many
  public void print(Supplier<Job> found, boolean withEnv, boolean all) {
    context
        .open()
        .snapshot(
            () -> {
              print(found.get(), withEnv, all);
              return true;
            });
  }

  private void print(Job job, boolean withEnv, boolean all) {
    var attempts = context.open().jobs().attempts(job.seq());
    if (context.printer().json()) {
      printJson(job, attempts, withEnv);
    } else {
      printText(job, withEnv);
      print(attempts, all);
    }
  }

  private void printJson(Job job, List<Attempt> attempts, boolean withEnv) {
    context
        .printer()
        .object(
            json ->
                JobJson.story(
                    json,
                    job,
                    now(),
                    surroundings.of(job, withEnv),
                    attempts,
                    why(job),
                    this::words,
                    withEnv,
                    context.open().jobs().ties(job.seq())));
  }

  private void printText(Job job, boolean withEnv) {
    field("id", job.id());
    context
        .printer()
        .line("state: " + context.printer().styled(Style.of(job.state()), job.state().word()));
    Wait.of(job, now()).ifPresent(wait -> field("waiting", wait.word()));
    Wait.due(job, now()).ifPresent(due -> time("due_at", due));
    field("command", job.command());
    field("queue", job.queue());
    field("priority", job.priority());
    field("attempts", job.attemptsBegun() + "/" + job.maxAttempts() + running(job));
    field("max_retries", job.maxRetries());
    field("interruptions", job.interruptions() == 0 ? null : job.interruptions());
    field("snoozes", job.snoozes() == 0 ? null : job.snoozes());
    field("held", job.held() ? "true" : null);
    for (var option : JobField.POLICY) {
      var value = job.policy().get(option);
      field(option.key(), value == null ? null : option.kind().shown(value));
    }
    field("cwd", job.cwd());
    job.env().forEach((name, value) -> field("env", name + "=" + (withEnv ? value : "***")));
    surroundings.environment(job).ifPresent(environment -> print(environment, withEnv));
    field("stdin", job.surroundings().stdin() == null ? null : stdin(job));
    field("parent", job.surroundings().parent());
    ties(job);
    time("created_at", job.createdAt());
    time("updated_at", job.updatedAt());
    time("run_at", job.runAt());
    time("next_retry_at", job.nextRetryAt());
    time("started_at", job.startedAt());
    time("finished_at", job.finishedAt());
    field("exit_code", job.exitCode());
    text("error", job.error());
    text("last_stderr", job.lastStderr());
    field("worker", job.lease() == null ? null : job.lease().worker());
    why(job).forEach(reason -> text("why", words(reason)));
  }

  /// Of a job that has to do with others: with which.
  void addTies(JsonOut json, Job job) {
    if (!job.ties().equals(Ties.NONE)) {
      JobJson.ties(json, context.open().jobs().ties(job.seq()));
    }
  }

  /// The numbers of the jobs for which it was given to wait, as far as they are there.
  List<Long> parents(Job job) {
    return job.ties().conditions() == 0
        ? List.of()
        : context.open().jobs().ties(job.seq()).parents().stream()
            .flatMap(parent -> Stream.ofNullable(parent.job()))
            .map(Job::seq)
            .toList();
  }

  private void ties(Job job) {
    if (job.ties().equals(Ties.NONE)) {
      return;
    }
    var ties = context.open().jobs().ties(job.seq());
    for (var parent : ties.parents()) {
      var dependency = parent.dependency();
      field(
          JobField.after(dependency.kind()).key(),
          "%s (%s)".formatted(dependency.on(), parent.state()));
    }
    field("awaited_by", ties.awaitedBy() == 0 ? null : ties.awaitedBy());
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      context.printer().sentence(name + ": " + Printable.line(value), 2);
    }
  }

  /// Only those that have ended are counted.
  private static String running(Job job) {
    return job.state() == JobState.PROCESSING ? ", running" : "";
  }

  /// It is long, and may be secret.
  private void print(JobEnvironment environment, boolean withEnv) {
    var variables = environment.variables();
    if (withEnv) {
      variables.forEach((name, value) -> field("environment", name + "=" + value));
    } else {
      field(
          "environment",
          Numbers.counted(variables.size(), "variable") + " of its enqueuer (see --show-env)");
    }
  }

  private String stdin(Job job) {
    return surroundings.stdin(job).map(Stdin::toString).orElse("lost, or damaged");
  }

  StoredSurroundings surroundings() {
    return surroundings;
  }

  private void field(String name, @Nullable Object value) {
    if (value != null) {
      context.printer().line(name + ": " + Printable.line(value.toString()));
    }
  }

  private void time(String name, @Nullable Instant value) {
    field(name, value == null ? null : text(value));
  }

  /// Local for people, UTC for programs.
  String text(Instant instant) {
    return context.time(instant);
  }

  /// For a column: on a terminal the time of today, or the date of another day, as `ls` does.
  public String shortText(Instant instant) {
    return context.printer().terminal()
        ? Times.brief(instant, context.now(), context.console().zone().get())
        : text(instant);
  }

  /// For a column: `held`, `blocked`, when or in how long a job that waits for its time is due, or
  /// nothing.
  String due(Job job) {
    return job.held() && !job.state().isFinal()
        ? Wait.HELD.word()
        : job.ties().waitingOn() > 0
            ? Wait.BLOCKED.word()
            : Wait.due(job, now()).map(this::shortDue).orElse("-");
  }

  /// On a terminal, where a date would leave no room for the time, how long that is from now.
  private String shortDue(Instant due) {
    return context.printer().terminal()
        ? Durations.text(Durations.between(now(), due).truncatedTo(ChronoUnit.SECONDS))
        : text(due);
  }

  public Instant now() {
    return context.now();
  }

  private void print(List<Attempt> attempts, boolean all) {
    if (attempts.isEmpty()) {
      return;
    }
    context.printer().line("");
    var left = all ? 0 : Math.max(0, attempts.size() - MOST_ATTEMPTS);
    table(attempts.subList(left, attempts.size())).print(context.printer());
    if (left > 0) {
      context
          .printer()
          .note(
              "the newest %,d of %,d attempts shown; --all prints all of them."
                  .formatted(MOST_ATTEMPTS, attempts.size()));
    }
  }

  private Table table(List<Attempt> attempts) {
    var table = new Table("ATTEMPT", "OUTCOME", "STARTED", "DURATION", "WORKER", "ERROR");
    for (var attempt : attempts) {
      table.row(
          Integer.toString(attempt.number()),
          Objects.requireNonNullElse(attempt.outcome(), "running"),
          shortText(attempt.startedAt()),
          attempt.duration().map(Durations::text).orElse("-").replace(" ", ""),
          attempt.worker(),
          Objects.requireNonNullElse(attempt.failure(), "-"));
    }
    return table;
  }
}
