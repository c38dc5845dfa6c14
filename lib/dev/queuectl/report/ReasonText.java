package dev.queuectl.report;

import dev.queuectl.Durations;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The words for a [Reason]: what is so, for everybody, and which command changes it, for those who
/// have a command line.
///
/// @param zone in which times are written
public record ReasonText(Instant now, ZoneId zone) {

  /// What is so and what to do, for the command line.
  public String withCommand(Reason reason) {
    var command = command(reason);
    return command.isEmpty() ? fact(reason) : fact(reason) + " " + command;
  }

  /// What is so, in a sentence.
  public String fact(Reason reason) {
    return switch (reason) {
      case Reason.Runs(var startedAt, var slot, var worker) ->
          "It is running%s, in slot %d of worker %s.".formatted(since(startedAt), slot, worker);
      case Reason.WorkerDied(var worker) ->
          "Its worker %s has died; the job is still running, or has ended in the meantime."
              .formatted(worker);
      case Reason.CancelRequested(var at) ->
          "Its worker was asked%s to cancel it.".formatted(ago(at));
      case Reason.WorkerSilent() ->
          "Its worker has gone silent; another one will take the job over.";
      case Reason.Completed(var at) -> "It has completed" + ago(at) + ".";
      case Reason.Cancelled(var at) -> "It was cancelled" + ago(at) + ".";
      case Reason.Dead(_, var at, var error) ->
          "It has been in the dead letter queue since%s: %s.".formatted(ago(at), error);
      case Reason.Held _ -> "It is held.";
      case Reason.RetryDue(var attempts, var most, var error, var at) ->
          "Attempt %d of %d failed (%s); it is waiting for its retry%s."
              .formatted(attempts, most, error, in(at));
      case Reason.Scheduled(var at) -> "It is scheduled for later:" + in(at) + ".";
      case Reason.QueuePaused(var queue, var at, var why) ->
          "Its queue %s has been paused since%s%s."
              .formatted(queue, ago(at), why == null ? "" : ": " + why);
      case Reason.QueueFull(var queue, var limit, var running) ->
          "Its queue %s runs at most %,d at a time, and %,d are running."
              .formatted(queue, limit, running);
      case Reason.HostObstructed(var obstacle) ->
          "Workers on this host are not claiming jobs: " + obstacle + ".";
      case Reason.NoWorker() -> "No worker is running.";
      case Reason.QueueUnserved(var queue) -> "No worker serves the queue %s.".formatted(queue);
      case Reason.WorkersStopping() -> "Every worker that serves its queue is stopping.";
      case Reason.WorkersUnable(var troubles) ->
          "No worker that serves its queue can start jobs: %s."
              .formatted(String.join("; ", troubles));
      case Reason.SlotsBusy(var slots, var queue) ->
          "All %d slots that serve the queue %s are busy; jobs with a higher priority or enqueued earlier go first."
              .formatted(slots, queue);
      case Reason.SlotFree(var within) ->
          "A slot is free: it will start within " + Durations.text(within) + ".";
    };
  }

  /// Which command changes it; empty if none does.
  private static String command(Reason reason) {
    return switch (reason) {
      case Reason.WorkerDied _ -> "The next worker will take it over: queuectl worker start";
      case Reason.Dead dead -> "Retry it with: queuectl dlq retry " + dead.job();
      case Reason.Held(var job) -> "Release it with: queuectl release " + job;
      case Reason.QueuePaused paused -> "Resume it with: queuectl queue resume " + paused.queue();
      case Reason.QueueFull _ -> "See queuectl queue set --help.";
      case Reason.NoWorker() -> "Start one with: queuectl worker start";
      case Reason.QueueUnserved(var queue) ->
          "Start one with: queuectl worker start --queue " + queue;
      case Reason.Runs _,
          Reason.CancelRequested _,
          Reason.WorkerSilent _,
          Reason.Completed _,
          Reason.Cancelled _,
          Reason.RetryDue _,
          Reason.Scheduled _,
          Reason.HostObstructed _,
          Reason.WorkersStopping _,
          Reason.WorkersUnable _,
          Reason.SlotsBusy _,
          Reason.SlotFree _ ->
          "";
    };
  }

  private String since(@Nullable Instant instant) {
    return instant == null ? "" : " for " + Durations.text(Durations.between(instant, now));
  }

  private String ago(@Nullable Instant instant) {
    return instant == null
        ? ""
        : " %s (%s ago)"
            .formatted(Times.local(instant, zone), Durations.text(Durations.between(instant, now)));
  }

  private String in(Instant instant) {
    return " %s (in %s)"
        .formatted(Times.local(instant, zone), Durations.text(Durations.between(now, instant)));
  }
}
