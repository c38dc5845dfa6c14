package dev.queuectl.cli;

import dev.queuectl.Durations;
import dev.queuectl.Transition;
import dev.queuectl.worker.WorkerEvent;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Prints what a worker does, a line an event, from a thread of its own: a reader that is slow, or
/// gone, never holds up a job. Lines that do not fit any more are dropped and counted.
final class EventPrinter implements Consumer<WorkerEvent>, AutoCloseable {
  private static final int LINES = 10_000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final String END = "";

  private final Printer printer;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES);
  private final Thread thread;
  private int dropped;

  EventPrinter(Printer printer, boolean terminal) {
    this.printer = printer;
    this.thread = Thread.ofPlatform().daemon().name("events").start(this::print);
  }

  @Override
  public void accept(WorkerEvent event) {
    var line = line(event);
    if (line != null) {
      say(line);
    }
  }

  void say(String line) {
    if (!printer.talkative()) {
      return;
    }
    if (dropped > 0
        && lines.offer(
            "(%,d lines left out: the output is not read fast enough)".formatted(dropped))) {
      dropped = 0;
    }
    if (!lines.offer(line)) {
      dropped++;
    }
  }

  private @Nullable String line(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.Started(var job) -> "Processing job: " + job.id();
      case WorkerEvent.Adopted(var job, var from) ->
          "Processing job: %s (taken over from worker %s)".formatted(job.id(), from);
      case WorkerEvent.Ended ended -> line(ended);
      case WorkerEvent.Draining(var running) when running == 0 -> null;
      case WorkerEvent.Draining(var running) ->
          styled(
              Style.YELLOW,
              "Draining: waiting for %d running. Again to interrupt.".formatted(running));
      case WorkerEvent.Troubled(var what) ->
          styled(Style.RED, "Store trouble: %s; trying on.".formatted(what));
      case WorkerEvent.Recovered() -> styled(Style.GREEN, "The store can be reached again.");
    };
  }

  private String line(WorkerEvent.Ended ended) {
    var id = ended.job().id();
    var why = ended.outcome().describe();
    return switch (ended.transition()) {
      case Transition.Complete() ->
          styled(Style.GREEN, "%s completed successfully in %s".formatted(id, text(ended.ran())));
      case Transition.Retry(var at) ->
          styled(
              Style.YELLOW,
              "%s failed (%s), will retry in %s".formatted(id, why, text(wait(ended, at))));
      case Transition.Bury(var reason, var counts) ->
          styled(Style.RED, "%s moved to DLQ (%s)".formatted(id, reason));
      case Transition.Cancel() -> "%s cancelled".formatted(id);
      case Transition.Release() -> styled(Style.YELLOW, "%s %s, will run again".formatted(id, why));
    };
  }

  private static Duration wait(WorkerEvent.Ended ended, java.time.Instant until) {
    var job = ended.job();
    var endedAt = java.util.Objects.requireNonNull(job.startedAt()).plus(ended.ran());
    return Duration.between(endedAt, until);
  }

  private static String text(Duration duration) {
    return Durations.text(duration.isNegative() ? Duration.ZERO : duration);
  }

  private String styled(Style style, String text) {
    return printer.styled(style, Printable.line(text));
  }

  private void print() {
    try {
      for (var line = lines.take(); !line.equals(END); line = lines.take()) {
        printer.line(line);
        if (lines.isEmpty()) {
          printer.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Output.Failed e) {
      // Nobody reads any more; the work goes on.
      lines.clear();
    }
  }

  /// Waits a moment for the last lines to be read.
  @Override
  public void close() {
    try {
      if (thread.isAlive() && lines.offer(END, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
