package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Answers;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Style;
import dev.queuectl.report.Times;
import dev.queuectl.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Talks to the person at a worker's terminal: prints a summary when the queue runs empty, and when
/// only jobs scheduled for later are left, or retries that are long in coming, offers to wait, to
/// stop, or to list them. Runs on its own thread while the worker works.
final class DrainPrompt implements Consumer<WorkerEvent>, AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int LISTED = 20;

  /// Nobody is asked about a retry that comes sooner.
  private static final Duration LONG_WAIT = Duration.ofMinutes(1);

  /// How long nothing has happened when it is looked for what is to come.
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Console console;
  private final StoreAccess access;
  private final EventPrinter printed;
  private final Set<String> queues;
  private final boolean drain;
  private final Consumer<Worker.Stop> stop;
  private final Answers answers;
  private final WorkSummary summary = new WorkSummary();
  private final AtomicBoolean emptied = new AtomicBoolean();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final PollDelay delay = new PollDelay();
  private final AtomicInteger running = new AtomicInteger();

  /// When something happened last; null once it is known what is to come after that.
  private final AtomicReference<@Nullable Instant> stirred = new AtomicReference<>();

  private final Thread thread;

  /// @param queues those the worker serves; empty means all
  /// @param drain whether the worker is to leave when nothing is left to wait for
  /// @param stop asks the worker to leave
  DrainPrompt(
      Console console,
      StoreAccess access,
      EventPrinter printed,
      Set<String> queues,
      boolean drain,
      Consumer<Worker.Stop> stop) {
    this.console = console;
    this.access = access;
    this.printed = printed;
    this.queues = queues;
    this.drain = drain;
    this.stop = stop;
    this.answers = new Answers(console.in());
    this.thread = Thread.ofPlatform().daemon().name("drain-prompt").start(this::attend);
  }

  /// From the worker's thread.
  @Override
  public void accept(WorkerEvent event) {
    synchronized (summary) {
      summary.count(event, access.now());
    }
    switch (event) {
      case WorkerEvent.Emptied() -> {
        sumUp();
        emptied.set(true);
        stirred.set(null);
      }
      case WorkerEvent.Started _, WorkerEvent.Adopted _ -> {
        running.incrementAndGet();
        emptied.set(false);
        printed.showBar(true);
      }
      case WorkerEvent.Ended _, WorkerEvent.Unstarted _ -> {
        running.decrementAndGet();
        stirred.set(access.now());
      }
      default -> {
        // No job begins or ends.
      }
    }
  }

  private void sumUp() {
    synchronized (summary) {
      var lines = summary.lines(access.now());
      for (var i = 0; i < lines.size(); i++) {
        printed.say(i == 0 ? Style.BOLD : Style.PLAIN, lines.get(i));
      }
    }
  }

  private void attend() {
    while (delay.take(BETWEEN)) {
      try {
        look();
      } catch (QueueException.Unavailable e) {
        // The worker reports it, too. Without looking again, a drained worker would never leave.
        emptied.set(true);
      }
    }
  }

  private void look() {
    if (emptied.getAndSet(false)) {
      offer();
    } else if (isQuiet()) {
      stirred.set(null);
      if (isLongWaitAhead()) {
        sumUp();
        offer();
      }
    }
    var answer = asking.get() ? answers.take() : null;
    if (answer != null) {
      obey(answer.toLowerCase(Locale.ROOT));
    }
  }

  private boolean isQuiet() {
    var since = stirred.get();
    return since != null
        && running.get() == 0
        && Durations.between(since, access.now()).compareTo(QUIET) > 0;
  }

  /// Whether the first that is to come is a retry, and long in coming.
  private boolean isLongWaitAhead() {
    var due = due(1, EnumSet.of(JobState.PENDING, JobState.FAILED));
    return !due.isEmpty()
        && due.getFirst().state() == JobState.FAILED
        && dueAt(due.getFirst()).isAfter(access.now().plus(LONG_WAIT));
  }

  private void offer() {
    var due = due(LISTED + 1);
    if (due.isEmpty()) {
      asking.set(false);
      if (drain) {
        stop.accept(Worker.Stop.DRAIN);
      }
      return;
    }
    while (!asking.get() && answers.take() != null) {
      // What was typed before the first question is no answer.
    }
    printed.showBar(false);
    var next = due.getFirst();
    var count =
        due.size() > LISTED
            ? "More than %d jobs are".formatted(LISTED)
            : Numbers.counted(due.size(), "job is", "jobs are");
    printed.say(
        Style.CYAN,
        "%s %s. The next is %s, in %s, at %s."
            .formatted(
                count,
                due.stream().allMatch(job -> job.state() == JobState.PENDING)
                    ? "scheduled for later"
                    : "to come later",
                next.id(),
                wait(next),
                at(next)));
    ask();
  }

  private void ask() {
    printed.say(
        Style.CYAN, "Type 1 to wait for it, 2 to stop, 3 to list what is next; then press Enter.");
    asking.set(true);
  }

  private void obey(String answer) {
    switch (answer) {
      case "2", "s", "stop" -> goodbye();
      case "3", "l", "list" -> list();
      case "1", "w", "wait", "stay" -> {
        asking.set(false);
        printed.say(Style.PLAIN, "Waiting. Ctrl-C stops.");
      }
      default -> {
        printed.say(Style.PLAIN, "Type 1, 2 or 3.");
        ask();
      }
    }
  }

  private void goodbye() {
    asking.set(false);
    due(1).stream()
        .findFirst()
        .ifPresent(
            next ->
                printed.say(
                    Style.PLAIN,
                    "Start a worker again at %s, in %s.".formatted(at(next), wait(next))));
    stop.accept(Worker.Stop.DRAIN);
  }

  private void list() {
    var due = due(LISTED + 1);
    for (var job : due.subList(0, Math.min(due.size(), LISTED))) {
      printed.say(Style.PLAIN, "  %s  %s  %s".formatted(at(job), job.id(), job.command()));
    }
    if (due.size() > LISTED) {
      printed.say(Style.PLAIN, "  and more: queuectl list --state pending");
    }
    ask();
  }

  /// The jobs to come that this worker will run: others of the same time are not waited for. A
  /// worker that drains stays for retries anyway, unless they are long in coming.
  private List<Job> due(int limit) {
    var scheduled = due(limit, EnumSet.of(JobState.PENDING));
    return scheduled.isEmpty() || isLongWaitAhead()
        ? due(limit, EnumSet.of(JobState.PENDING, JobState.FAILED))
        : scheduled;
  }

  private List<Job> due(int limit, Set<JobState> states) {
    return access.open().jobs().nextDue(1000).stream()
        .filter(job -> states.contains(job.state()))
        .filter(job -> queues.isEmpty() || queues.contains(job.queue()))
        .limit(limit)
        .toList();
  }

  private static Instant dueAt(Job job) {
    return Objects.requireNonNullElse(job.nextRetryAt(), job.runAt());
  }

  private String wait(Job job) {
    var left = Duration.between(access.now(), dueAt(job)).plusMillis(999);
    return Durations.text(Duration.ofSeconds(Math.max(0, left.toSeconds())));
  }

  private String at(Job job) {
    return Times.local(dueAt(job), console.zone().get());
  }

  @Override
  public void close() {
    delay.end();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
