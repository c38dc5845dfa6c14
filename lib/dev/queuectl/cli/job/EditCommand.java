package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.report.JobDraft;
import dev.queuectl.store.JobQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `edit ID...`, `edit --from-queue Q --text T`
@Prototype
@Command(
    name = "edit",
    description = {
      "Change jobs that are not running.",
      "Instead of ids, use options to change all jobs that match, of the waiting ones if no state "
          + "is given; queuectl list with the same options (--queue for --from-queue) shows them.",
      "The value default stands for what a new job gets, as in --timeout default.",
      "If --max-retries leaves a waiting job no attempts, it becomes dead. Also: update."
    },
    footer = {
      "  queuectl edit nightly-backup --first",
      "  queuectl edit nightly-backup --run-at 'tomorrow 03:00' --timeout 2h",
      "  queuectl edit nightly --env MODE=full --unset-env DEBUG --cwd /srv",
      "  queuectl edit --from-queue mail --text newsletter --queue bulk"
    })
public final class EditCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "CMD",
      description = "The shell command.")
  @Nullable String command;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME[=VALUE]",
      description =
          "Set a variable of the job's environment; without =VALUE to the value that it has here. "
              + "May be repeated.")
  List<String> env = List.of();

  @Option(
      names = "--unset-env",
      paramLabel = "NAME",
      description = "Remove a variable from the job's environment; may be repeated.")
  Set<String> unset = Set.of();

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description =
          "What the job reads from standard input; - is what this command reads, /dev/null takes "
              + "away what it had.")
  @Nullable String stdin;

  @Option(names = "--cwd", paramLabel = "DIR", description = "The job's working directory.")
  @Nullable String cwd;

  @Option(
      names = "--first",
      description =
          "Have it run before all other jobs of its queue that wait now: with a priority above "
              + "theirs.")
  boolean first;

  @Mixin EditFilter filter = new EditFilter();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before all that match are changed.")
  boolean yes;

  private final PlanOptions plan = new PlanOptions();

  @Mixin final CommandSpec flags = plan.flags();

  private final CommandContext context;
  private final JobFinder finder;
  private final EnqueueNotes notes;
  private final EachJob each;
  private final BulkChange bulk;
  private final PipedInput input;

  EditCommand(
      CommandContext context,
      JobFinder finder,
      EnqueueNotes notes,
      EachJob each,
      BulkChange bulk,
      PipedInput input) {
    this.context = context;
    this.finder = finder;
    this.notes = notes;
    this.each = each;
    this.bulk = bulk;
    this.input = input;
  }

  @Override
  public Integer call() {
    var draft = new JobDraft().putIfGiven(JobField.COMMAND, command).putIfGiven(JobField.CWD, cwd);
    plan.describe(draft);
    var isMany = filter.isInsteadOf(ids, draft.has(JobField.QUEUE));
    NewJobOptions.putEnv(draft, env, context.console().env());
    unset.forEach(draft::unsetEnv);
    draft.putIfGiven(input.given(stdin));
    if (first) {
      putFirst(draft);
    }
    if (draft.isEmpty()) {
      throw new QueueException.Invalid("nothing to change", "Give an option such as --priority 5.");
    }
    context.open(); // whoever edits means a queue that is there
    var edit = new JobAction.Edit(draft.toEdit(context.jobDefaults()));
    notes.changed(draft);
    return isMany
        ? bulk.confirmed(edit, filter, yes)
        : each.edit(ids, edit, (before, after) -> sentence(before, after, draft));
  }

  /// Of equal priority, the job that was enqueued first is first.
  private void putFirst(JobDraft draft) {
    if (ids.size() != 1 || draft.has(JobField.PRIORITY)) {
      throw new QueueException.Invalid(
          "--first is for one job, without --priority", "Give one id: queuectl edit ID --first");
    }
    context.open(); // whoever edits means a queue that is there
    var job = finder.named(ids.getFirst());
    var queue = Objects.requireNonNullElse(draft.word(JobField.QUEUE), job.queue());
    var waiting = JobFilter.of(EnumSet.of(JobState.PENDING, JobState.FAILED), queue);
    var highest =
        context.open().jobs().list(new JobQuery(waiting, JobQuery.Sort.PRIORITY, 2)).stream()
            .filter(other -> other.seq() != job.seq())
            .findFirst();
    var least = highest.filter(it -> isBefore(it, job)).map(it -> it.priority() + 1);
    var priority = Math.max(job.priority(), least.orElse(job.priority()));
    if (priority > NewJob.MAX_PRIORITY) {
      throw new QueueException.Invalid(
          "%s already has the highest priority there is".formatted(highest.orElseThrow().id()),
          "Lower that first.");
    }
    draft.put(JobField.PRIORITY, Integer.toString(priority));
  }

  private static boolean isBefore(Job one, Job other) {
    return one.priority() > other.priority()
        || one.priority() == other.priority() && one.seq() < other.seq();
  }

  private String sentence(Job before, Job job, JobDraft draft) {
    var isUsedUp = job.state() == JobState.DEAD && draft.has(JobField.MAX_RETRIES);
    return "Changed "
        + job.id()
        + (isUsedUp && job.attempts() >= job.maxAttempts()
            ? "; it is dead now, with no attempts left"
            : "")
        + unknown(before)
        + ".";
  }

  /// What was to be taken from the job, and was not among its own variables.
  private String unknown(Job before) {
    var unknown = new TreeSet<>(unset);
    unknown.removeAll(before.env().keySet());
    return unknown.isEmpty()
        ? ""
        : "; it had no %s %s of its own"
            .formatted(
                unknown.size() == 1 ? "variable" : "variables", Words.few(List.copyOf(unknown)));
  }
}
