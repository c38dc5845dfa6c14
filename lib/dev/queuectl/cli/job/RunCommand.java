package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.ParentJob;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.worker.FallbackWorker;
import dev.queuectl.process.output.WriteOrder;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.Output;
import dev.queuectl.report.Reason;
import dev.queuectl.store.JobRef;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `run 'CMD'`
@Prototype
@Command(
    name = "run",
    description = {
      "Add a job, wait for it, print its output live and exit with its exit code.",
      "That is 128 + signal if it was killed, 124 if it timed out, 125 if it never started. "
          + "Ctrl-C cancels the job.",
      "What is piped into it alone is what the job reads from standard input, up to 1 MiB, in every"
          + " attempt. What a loop or script around it reads, too, is left alone: --stdin - takes"
          + " it.",
      LogsCommand.ON_TERMINALS
    },
    footer = {
      "  queuectl run 'make -j4 test' --timeout 20m",
      "  jq -c . order.json | queuectl run ./book",
      "  queuectl run --retries 1 -- rsync -a src/ backup:src/"
    })
public final class RunCommand implements Callable<Integer> {
  /// What shells report of a program that SIGINT or SIGTERM ended.
  private static final int INTERRUPTED = 130;

  private static final int TERMINATED = 143;

  @Mixin NewJobOptions options = new NewJobOptions();

  @Option(names = "--raw", description = LogsCommand.RAW)
  boolean raw;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  private final CommandContext context;
  private final EnqueueNotes notes;
  private final LiveOutput live;
  private final ParentJob parent;
  private final PipedInput input;
  private final NewJobDefaults defaults;
  private final JobPrinter words;

  /// The failed attempt that was reported last.
  private int noted;

  private boolean parentNoted;

  /// What becomes of a job that is left.
  private String fate = "it is being cancelled";

  RunCommand(
      CommandContext context,
      EnqueueNotes notes,
      LiveOutput live,
      ParentJob parent,
      PipedInput input,
      NewJobDefaults defaults,
      JobPrinter words) {
    this.context = context;
    this.notes = notes;
    this.live = live;
    this.parent = parent;
    this.input = input;
    this.defaults = defaults;
    this.words = words;
  }

  @Override
  public Integer call() {
    var wanted = !context.printer().json();
    if (wanted) {
      WriteOrder.prepare();
    }
    var reader = new NewJobReader();
    var draft = draft(reader);
    var job = draft.toJob(defaults.now());
    var interruption = new Interruption();
    context.console().interrupts().accept(interruption::arrive);
    var choice = new LiveOutput.Choice(wanted, wanted, raw);
    var order = live.order(choice);
    var stored = context.access().actions().enqueue(job, false);
    var added = stored.only();
    Job ended;
    try (var follower = live.follower(added.orElseThrow(), 1, choice, order)) {
      notes.ignored(reader);
      notes.skippedTime(draft);
      notes.twins(stored);
      context.access().noteNew(context.printer());
      notes.directory(job.cwd());
      notes.shell(job.policy().get(JobField.SHELL));
      notes.paused(job.queue());
      options.typedCommand(spec).ifPresent(notes::command);
      context
          .access()
          .obstacle()
          .ifPresent(why -> context.printer().note("the job is waiting: " + why + "."));
      ended = followed(added.orElseThrow(), follower, interruption);
    }
    tell(ended);
    return exitCode(ended, interruption.signal.get());
  }

  private JobDraft draft(NewJobReader reader) {
    var console = context.console();
    var given = options.draft(console.env()).putIfGiven(input.given(options.stdin));
    var draft = options.job(spec, given, reader, console.platform(), context.printer()::note);
    return draft.has(JobField.STDIN) ? draft : draft.putIfGiven(input.piped());
  }

  /// To start this again would run the command twice.
  private Job followed(Job job, Follower follower, Interruption interruption) {
    try {
      return follow(job, follower, interruption);
    } catch (QueueException.Replaced e) {
      throw new QueueException.Replaced(
          "%s: this command can no longer see what happens to the job %s"
              .formatted(e.getMessage(), job.id()),
          "Look for it in the old database: queuectl --db FILE show %s.".formatted(job.id()));
    }
  }

  private Job follow(Job job, Follower follower, Interruption interruption) {
    var start = new StartNotes(context, words, RunCommand::isNotSaidYet);
    try (var standIn = new FallbackWorker(context.access(), context.console())) {
      interruption.standIn.set(standIn);
      return copy(
          job,
          follower,
          interruption.delay,
          now -> {
            interruption.obey(now);
            standIn.lookAfter(now);
            noteRetry(now);
            noteParent(now);
            start.look(now);
          });
    }
  }

  /// Of paused queues, retries and parents there are notes, and where no worker would start the
  /// job, this command does.
  private static boolean isNotSaidYet(Reason reason) {
    return switch (reason) {
      case Reason.Held _, Reason.Scheduled _, Reason.Snoozed _, Reason.QueueFull _ -> true;
      case Reason.WaitsFor _ -> true;
      case Reason.SlotsBusy _, Reason.WorkersUnable _ -> true;
      default -> false;
    };
  }

  /// Tells a person why nothing happens between two attempts.
  private void noteRetry(Job job) {
    var due = job.nextRetryAt();
    if (due != null && job.attempts() > noted && context.console().errTerminal()) {
      noted = job.attempts();
      context
          .printer()
          .note(
              "attempt %d of %d failed (%s), will retry in %s."
                  .formatted(
                      job.attempts(),
                      job.maxAttempts(),
                      job.error(),
                      Durations.text(Durations.between(job.updatedAt(), due))));
    }
  }

  /// Nobody else says why nothing happens, and nothing may ever happen.
  private void noteParent(Job job) {
    if (parentNoted) {
      return;
    }
    var inTheWay = parent.inTheWayOf(job);
    parentNoted = inTheWay.isPresent();
    if (inTheWay.filter(Reason.ParentHoldsPlace::isForEver).isPresent()) {
      cancel(job);
      parent.refuseToWaitForEver(job, "; it was cancelled");
    }
    inTheWay.ifPresent(
        reason -> context.printer().note("the job is waiting. " + parent.text(reason)));
  }

  private Job copy(Job job, Follower follower, PollDelay delay, Consumer<Job> meanwhile) {
    try {
      return live.until(job, follower, delay, meanwhile);
    } catch (Output.Failed e) {
      // Nobody reads the job any more: a plain command would be ended by SIGPIPE now.
      cancel(job);
      throw e;
    }
  }

  private void cancel(Job job) {
    try (var store = context.access().openForLeaving()) {
      var cancel = new JobAction.Verb(JobVerb.CANCEL);
      // It may be refused: the job has ended just now, or is gone.
      store.jobs().change(cancel, List.of(new JobRef.Itself(job)), context.now());
    }
  }

  private void tell(Job job) {
    if (context.printer().json()) {
      context.printer().object(json -> JobJson.fields(json, job, context.now(), false));
    } else if (!job.state().isFinal()) {
      context
          .printer()
          .complain("exited before the job %s has ended; %s.".formatted(job.id(), fate));
    } else if (job.state() == JobState.CANCELLED) {
      context.printer().note("the job was cancelled.");
    } else if (job.state() != JobState.COMPLETED) {
      context.printer().note("the job failed: " + job.error() + ".");
    }
  }

  private static int exitCode(Job job, @Nullable String signal) {
    if (signal == null || job.state() == JobState.COMPLETED) {
      return Waiting.exitCode(job);
    }
    return signal.equals("TERM") ? TERMINATED : INTERRUPTED;
  }

  /// Ctrl-C or TERM: the first cancels the job, the second leaves at once.
  private final class Interruption {
    final AtomicReference<@Nullable String> signal = new AtomicReference<>();
    final AtomicReference<@Nullable FallbackWorker> standIn = new AtomicReference<>();
    final PollDelay delay = new PollDelay();
    private boolean obeyed;

    /// From the signal's thread.
    void arrive(String name) {
      if (!signal.compareAndSet(null, name)) {
        leave();
      }
    }

    /// Whether or not anything of it can be stored.
    private void leave() {
      delay.end();
      var working = standIn.get();
      if (working != null) {
        working.interrupt();
      }
    }

    void obey(Job job) {
      if (!obeyed && signal.get() != null) {
        obeyed = true;
        try {
          cancel(job);
        } catch (QueueException.Unavailable e) {
          fate = "it was not cancelled, since " + e.getMessage();
          leave();
        }
      }
    }
  }
}
