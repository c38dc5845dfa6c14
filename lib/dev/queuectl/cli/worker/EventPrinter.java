package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.Transition;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.worker.WorkerLine.Kind;
import dev.queuectl.process.output.BoundedLog;
import dev.queuectl.report.Output;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Times;
import dev.queuectl.worker.WorkerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prints what a worker does, a line an event, from a thread of its own: a reader that is slow, or
/// gone, never holds up a job. Lines that do not fit any more are dropped and counted.
///
/// It writes past the [Printer], whose buffer belongs to the main thread.
final class EventPrinter implements Consumer<WorkerEvent>, AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(EventPrinter.class);

  private static final int LINES = 10_000;
  private static final int LINES_BETWEEN_CUTS = 100;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// To the beginning of the line, and erase it (ECMA-48 EL): a terminal echoes Ctrl-C as `^C`, and
  /// the bar stands there.
  private static final String ERASE = "\r\u001b[K";

  private final Printer printer;
  private final Output out;
  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(LINES);
  private final Thread thread;
  private int dropped;

  private final Console console;
  private final String overEcho;
  private final @Nullable DrainBar bar;
  private final @Nullable BoundedLog log;
  private final boolean withKinds;
  private int sinceCut;
  private volatile boolean barShown = true;

  /// @param text null ends the printing
  private record Line(@Nullable String text) {}

  /// @param bar drawn below the lines; null for none
  /// @param log what standard output goes to; null for anything else
  /// @param withKinds whether each line is written as [WorkerLine#of] reads it
  EventPrinter(
      Printer printer,
      Console console,
      @Nullable DrainBar bar,
      @Nullable BoundedLog log,
      boolean withKinds) {
    this.printer = printer;
    this.console = console;
    this.out = new Output(console.out());
    this.overEcho = printer.terminal() ? ERASE : "";
    this.bar = bar;
    this.log = log;
    this.withKinds = withKinds;
    this.thread = Thread.ofPlatform().daemon().name("events").start(this::print);
  }

  @Override
  public void accept(WorkerEvent event) {
    if (bar != null) {
      bar.count(event);
    }
    switch (event) {
      case WorkerEvent.Joined(var worker) ->
          say(
              Kind.JOINED,
              "Worker %s started with %s."
                  .formatted(worker.id(), Numbers.counted(worker.slots(), "slot")));
      case WorkerEvent.Started(var job) -> say(Kind.OTHER, "Processing job: " + job.id());
      case WorkerEvent.Unstarted(var job) ->
          say(
              Kind.WARNING,
              "Job %s could not be started; it goes back to its place".formatted(job.id()));
      case WorkerEvent.SetAside(var job) ->
          say(
              Kind.WARNING,
              "%s: older output in its place was set aside (the queue was restored or copied)"
                  .formatted(job.id()));
      case WorkerEvent.Adopted(var job, var from) ->
          say(
              Kind.OTHER,
              "Processing job: %s (taken over from worker %s)".formatted(job.id(), from));
      case WorkerEvent.Ended ended -> say(ended);
      case WorkerEvent.Quarantined(var job, var reason) ->
          say(Kind.BURIED, "Job %s moved to DLQ (%s)".formatted(job.id(), reason));
      case WorkerEvent.Scaled(var before, var slots, var running) ->
          say(Kind.OTHER, scaled(before, slots, running));
      case WorkerEvent.Emptied() -> {
        // Told by the summary.
      }
      case WorkerEvent.Draining(var running) ->
          sayUnlessIdle(running, "Draining: waiting for %s.%s");
      case WorkerEvent.Interrupting(var running) ->
          sayUnlessIdle(running, "Interrupting %s; interrupted jobs will run again.");
      case WorkerEvent.Troubled(var what) ->
          say(Kind.TROUBLE, "In trouble: " + what + ". Retrying.");
      case WorkerEvent.Recovered() -> say(Kind.RECOVERED, "Back to normal.");
      case WorkerEvent.Paused(var why) ->
          say(Kind.TROUBLE, "Claiming is paused: " + why + ". Running jobs keep running.");
      case WorkerEvent.Resumed() -> say(Kind.RECOVERED, "Claiming resumed.");
      case WorkerEvent.Cramped(var why) -> say(Kind.WARNING, why);
    }
  }

  private void say(WorkerEvent.Ended ended) {
    var id = ended.job().id();
    var why = ended.outcome().describe();
    switch (ended.transition()) {
      case Transition.Complete() ->
          say(
              Kind.COMPLETED,
              "Job %s completed successfully in %s".formatted(id, text(ended.ran())));
      case Transition.Retry(var at) ->
          say(
              Kind.RETRYING,
              "Job %s failed (%s), will retry in %s".formatted(id, why, text(wait(ended, at))));
      case Transition.Bury(var reason, _, _) -> sayBuried(id, why, reason);
      case Transition.Snooze(var at, _) ->
          say(
              Kind.OTHER,
              "Job %s snoozed (%s), will run again in %s"
                  .formatted(id, why, text(wait(ended, at))));
      case Transition.Cancel _ -> say(Kind.OTHER, "Job %s cancelled".formatted(id));
      case Transition.Release(_) ->
          say(Kind.WARNING, "Job %s %s, will run again".formatted(id, why));
    }
  }

  /// The last failure is one, too.
  private void sayBuried(String id, String why, String reason) {
    if (why.equals(reason)) {
      say(Kind.OTHER, Kind.BURIED.style(), "Job %s failed (%s)".formatted(id, why));
      say(Kind.BURIED, "Job %s moved to DLQ".formatted(id));
    } else {
      say(Kind.BURIED, "Job %s moved to DLQ (%s)".formatted(id, reason));
    }
  }

  private void sayUnlessIdle(int running, String text) {
    if (running > 0) {
      var jobs = Numbers.counted(running, "running job");
      var hint = printer.terminal() ? " Ctrl-C again interrupts." : "";
      say(Kind.WARNING, text.formatted(jobs, hint));
    }
  }

  private void say(Kind kind, String text) {
    say(kind, kind.style(), text);
  }

  /// Prints a line that is not about an event, soon.
  void say(Style style, String text) {
    say(Kind.OTHER, style, text);
  }

  private synchronized void say(Kind kind, Style style, String text) {
    if (!printer.talkative()) {
      return;
    }
    if (dropped > 0
        && lines.offer(
            new Line("(%,d lines left out: they were not read in time)".formatted(dropped)))) {
      dropped = 0;
    }
    var line = fitted(time() + printer.styled(style, Printable.line(text)));
    if (!lines.offer(new Line(withKinds ? new WorkerLine(kind, line).written() : line))) {
      dropped++;
    }
  }

  /// On a terminal broken between words, the later lines below the text of the first.
  private String fitted(String line) {
    return printer.terminal()
        ? String.join("\n", TextWidth.filled(line, console.width(), "00:00:00 ".length()))
        : line;
  }

  /// For a person at a terminal.
  private String time() {
    if (!printer.terminal()) {
      return "";
    }
    var time = Times.local(console.clock().instant(), console.zone().get()).substring(11);
    return printer.styled(Style.DIM, time) + " ";
  }

  private static Duration wait(WorkerEvent.Ended ended, Instant until) {
    return Durations.between(
        Objects.requireNonNull(ended.job().startedAt()).plus(ended.ran()), until);
  }

  private static String text(Duration duration) {
    return Durations.text(duration.isNegative() ? Duration.ZERO : duration);
  }

  private static String scaled(int before, int slots, int running) {
    var rest =
        running > slots
            ? ", as soon as %s ended"
                .formatted(Numbers.counted(running - slots, "running job has", "running jobs have"))
            : "";
    return "Scaled from %d to %s%s.".formatted(before, Numbers.counted(slots, "slot"), rest);
  }

  private void print() {
    try {
      for (var text = lines.take().text; text != null; text = lines.take().text) {
        out.line(overEcho + text);
        if (lines.isEmpty()) {
          drawBar();
          out.flush();
        }
        cutLog();
      }
      out.text(overEcho);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Output.Failed e) {
      // Nobody reads any more; the work goes on.
    }
  }

  private void cutLog() {
    if (log == null || ++sinceCut < LINES_BETWEEN_CUTS) {
      return;
    }
    sinceCut = 0;
    out.flush();
    try {
      log.cut();
    } catch (IOException e) {
      logger.warn("could not shorten the log file={} reason={}", log.file(), e.toString());
    }
  }

  /// Whether the bar is drawn after the next lines, if there is one.
  void showBar(boolean wanted) {
    barShown = wanted;
  }

  private void drawBar() {
    if (bar != null && barShown) {
      out.text(bar.text());
    }
  }

  /// Waits a moment for the last lines to be read.
  @Override
  public void close() {
    try {
      if (thread.isAlive()
          && lines.offer(new Line(null), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
