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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Talks to the person at a worker's terminal: prints a summary when the queue runs empty, and when
/// only jobs scheduled for later are left, offers to wait, to stop, or to list them. Runs on its
/// own thread while the worker works.
final class DrainPrompt implements Consumer<WorkerEvent>, AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int LISTED = 20;

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
    summary.count(event, access.now());
    if (event instanceof WorkerEvent.Emptied) {
      var lines = summary.lines(access.now());
      for (var i = 0; i < lines.size(); i++) {
        printed.say(i == 0 ? Style.BOLD : Style.PLAIN, lines.get(i));
      }
      emptied.set(true);
    } else if (event instanceof WorkerEvent.Started) {
      emptied.set(false);
      printed.showBar(true);
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
    }
    var answer = asking.get() ? answers.take() : null;
    if (answer != null) {
      obey(answer.toLowerCase(Locale.ROOT));
    }
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
        "%s scheduled for later. The next is %s, in %s, at %s."
            .formatted(count, next.id(), wait(next), at(next)));
    ask();
  }

  private void ask() {
    printed.say(
        Style.CYAN, "Type w to wait for it, s to stop, l to list what is next; then press Enter.");
    asking.set(true);
  }

  private void obey(String answer) {
    switch (answer) {
      case "s", "stop" -> goodbye();
      case "l", "list" -> list();
      case "w", "wait", "stay" -> {
        asking.set(false);
        printed.say(Style.PLAIN, "Waiting. Ctrl-C stops.");
      }
      default -> {
        printed.say(Style.PLAIN, "Type w, s or l.");
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

  /// The scheduled jobs that this worker will run: others of the same time are not waited for.
  private List<Job> due(int limit) {
    return access.open().jobs().nextDue(1000).stream()
        .filter(job -> job.state() == JobState.PENDING)
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
