package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.Words;
import dev.queuectl.store.JobTies.Parent;
import dev.queuectl.tie.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words for a [Reason]: what is so, for everybody, and which command changes it, for those who
/// have a command line.
///
/// @param zone in which times are written; only asked for then
public record ReasonText(Instant now, Supplier<ZoneId> zone) {

  /// What is so and what to do, for the command line.
  public String withCommand(Reason reason) {
    var command = command(reason);
    return command.isEmpty() ? fact(reason) : fact(reason) + " " + command;
  }

  /// What is so, in a sentence.
  public String fact(Reason reason) {
    return switch (reason) {
      case Reason.Runs(var startedAt, var slot, var worker) ->
          "It %s, in slot %d of worker %s.".formatted(running(startedAt), slot, worker);
      case Reason.WorkerDied(var worker) ->
          "Its worker %s has died; the job is still running, or has ended in the meantime."
              .formatted(worker);
      case Reason.CancelRequested(var at) ->
          "Its worker was asked%s to cancel it.".formatted(at(at));
      case Reason.WorkerSilent() ->
          "Its worker has gone silent; another one will take the job over.";
      case Reason.Completed(var at) -> "It completed" + at(at) + ".";
      case Reason.Cancelled(var at) -> "It was cancelled" + at(at) + ".";
      case Reason.Expired(_, var at, var after) ->
          "It was cancelled%s: it had not begun in time%s."
              .formatted(at(at), after == null ? "" : " (" + Durations.text(after) + ")");
      case Reason.Expires(var at) -> "If it has not begun by%s, it is cancelled.".formatted(in(at));
      case Reason.Dead(_, var at, var error) ->
          "It has been in the dead letter queue since%s: %s.".formatted(ago(at), error);
      case Reason.NotRun(_, _, var other) ->
          other == null
              ? "It was not run: what it waits for can no longer come."
              : "It was not run: %s.".formatted(ended(other));
      case Reason.BeingCancelled(var other) -> "It is being cancelled: %s.".formatted(ended(other));
      case Reason.WaitsFor(var others) ->
          others.isEmpty()
              ? "It waits for other jobs."
              : "It waits for %s.".formatted(Words.few(awaited(others)));
      case Reason.Held _ -> "It is held.";
      case Reason.RetryDue(var attempts, var most, var error, var at) ->
          "Attempt %d of %d failed (%s); it is waiting for its retry at%s."
              .formatted(attempts, most, error, in(at));
      case Reason.Snoozed(var end, var snoozes, var at) ->
          "It was snoozed (%s), %s so far; it runs again at%s."
              .formatted(end, snoozes == 1 ? "once" : "%,d times".formatted(snoozes), in(at));
      case Reason.Scheduled(var at) -> "It is scheduled for later:" + in(at) + ".";
      case Reason.QueuePaused(var queue, var at, var why) ->
          "Its queue %s has been paused since%s%s."
              .formatted(queue, ago(at), why == null ? "" : ": " + why);
      case Reason.QueueFull(var queue, var limit, var running) ->
          "Its queue %s runs at most %,d at a time, and %s."
              .formatted(queue, limit, Numbers.counted(running, "is running", "are running"));
      case Reason.HostObstructed(var obstacle) ->
          "Workers on this host are not claiming jobs: " + obstacle + ".";
      case Reason.NoWorker() -> "No worker is running.";
      case Reason.QueueUnserved(var queue) -> "No worker serves the queue %s.".formatted(queue);
      case Reason.WorkersStopping() -> "Every worker that serves its queue is stopping.";
      case Reason.WorkersUnable(var troubles) ->
          "No worker that serves its queue can start jobs: %s."
              .formatted(String.join("; ", troubles));
      case Reason.SlotsBusy(var slots, var queue) ->
          "%s the queue %s %s busy; jobs with a higher priority or enqueued earlier go first."
              .formatted(
                  slots == 1
                      ? "The only slot that serves"
                      : "All %,d slots that serve".formatted(slots),
                  queue,
                  slots == 1 ? "is" : "are");
      case Reason.ParentHoldsPlace(var parent, var places, var queue, var isLimit) ->
          "Its own parent %s holds %s.".formatted(parent, place(places, queue, isLimit));
      case Reason.SlotFree(var within) ->
          "A slot is free: it will start within " + Durations.text(within) + ".";
    };
  }

  /// What is so of a number of jobs, in a few words behind it: `3 held`. For those whom their
  /// worker has left, a queue that it did not serve is another one.
  public static String brief(Reason reason) {
    return switch (reason) {
      case Reason.Held _ -> "held";
      case Reason.WaitsFor _, Reason.BeingCancelled _ -> "waiting for other jobs";
      case Reason.QueuePaused _ -> "in a paused queue";
      case Reason.QueueFull _ -> "in a queue at its limit";
      case Reason.Scheduled _ -> "scheduled for later";
      case Reason.Snoozed _ -> "snoozed";
      case Reason.RetryDue _ -> "waiting for a retry";
      case Reason.QueueUnserved _ -> "in another queue";
      case Reason.ParentHoldsPlace parent ->
          parent.isLimit() ? "in a queue at its limit" : "ready to run";
      case Reason.HostObstructed _,
          Reason.NoWorker _,
          Reason.WorkersStopping _,
          Reason.WorkersUnable _,
          Reason.SlotsBusy _,
          Reason.SlotFree _,
          Reason.Expires _ ->
          "ready to run";
      case Reason.Runs _, Reason.WorkerDied _, Reason.CancelRequested _, Reason.WorkerSilent _ ->
          "running";
      case Reason.Completed _ -> "completed";
      case Reason.Cancelled _, Reason.Expired _, Reason.NotRun _ -> "cancelled";
      case Reason.Dead _ -> "dead";
    };
  }

  /// What is so of several jobs, one reason of each: `2 held, 1 scheduled for later (the next in
  /// 3h)`, or without the number if the same is so of all.
  public static String brief(List<Reason> ofEach, Instant now) {
    var groups =
        ofEach.stream()
            .collect(
                Collectors.groupingBy(ReasonText::brief, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            it ->
                (groups.size() > 1 ? Numbers.grouped(it.getValue().size()) + " " : "")
                    + it.getKey()
                    + next(it.getValue(), now))
        .collect(Collectors.joining(", "));
  }

  /// Upwards: nothing is due in 0s.
  private static Duration seconds(Instant now, Instant at) {
    return Duration.ofSeconds(Durations.between(now, at).plusMillis(999).toSeconds());
  }

  private static String next(List<Reason> some, Instant now) {
    return some.stream()
        .flatMap(
            reason ->
                switch (reason) {
                  case Reason.Scheduled(var at) -> Stream.of(at);
                  case Reason.Snoozed(_, _, var at) -> Stream.of(at);
                  case Reason.RetryDue(_, _, _, var at) -> Stream.of(at);
                  default -> Stream.empty();
                })
        .min(Comparator.naturalOrder())
        .map(at -> " (the next in %s)".formatted(Durations.text(seconds(now, at))))
        .orElse("");
  }

  /// Which command changes it; empty if none does.
  private static String command(Reason reason) {
    return switch (reason) {
      case Reason.WorkerDied _ -> "The next worker will take it over: queuectl worker start";
      case Reason.Expired expired -> "Run it all the same: queuectl retry " + expired.job();
      case Reason.Dead dead -> "Retry it with: queuectl dlq retry " + dead.job();
      case Reason.NotRun(_, _, var other) ->
          other == null || other.job() == null || !other.job().state().isFinal()
              ? ""
              : "Retrying %s brings it back.".formatted(other.dependency().on());
      case Reason.Held(var job) -> "Release it with: queuectl release " + job;
      case Reason.QueuePaused paused -> "Resume it with: queuectl queue resume " + paused.queue();
      case Reason.QueueFull _ -> "See queuectl queue set --help.";
      case Reason.NoWorker() -> "Start one with: queuectl worker start";
      case Reason.QueueUnserved(var queue) ->
          "Start one with: queuectl worker start --queue " + queue;
      case Reason.ParentHoldsPlace parent ->
          parent.isLimit()
              ? "Use another queue, or enqueue it instead of waiting for it."
              : "Use enqueue instead of waiting for it, or give the worker more slots: queuectl"
                  + " worker scale "
                  + (parent.places() + 1);
      case Reason.Runs _,
          Reason.CancelRequested _,
          Reason.WorkerSilent _,
          Reason.Completed _,
          Reason.Cancelled _,
          Reason.Expires _,
          Reason.WaitsFor _,
          Reason.BeingCancelled _,
          Reason.RetryDue _,
          Reason.Scheduled _,
          Reason.Snoozed _,
          Reason.HostObstructed _,
          Reason.WorkersStopping _,
          Reason.WorkersUnable _,
          Reason.SlotsBusy _,
          Reason.SlotFree _ ->
          "";
    };
  }

  private static String place(long places, String queue, boolean isLimit) {
    if (isLimit) {
      return places == 1
          ? "the only place in the queue %s, which runs 1 at a time".formatted(queue)
          : "one of the %,d places in the queue %s".formatted(places, queue);
    }
    return places == 1
        ? "the only slot that serves the queue " + queue
        : "one of the %,d slots that serve the queue %s".formatted(places, queue);
  }

  /// `the success of build (processing since 2m)`, `of lint (failed, retried at 14:02)`; the kind
  /// once for several of it.
  private List<String> awaited(List<Parent> others) {
    var words = new ArrayList<String>();
    Dependency.@Nullable Kind last = null;
    for (var other : others) {
      var kind = other.dependency().kind();
      var of = kind == last ? "of" : "the %s of".formatted(kind.word());
      words.add("%s %s (%s)".formatted(of, other.dependency().on(), standing(other)));
      last = kind;
    }
    return words;
  }

  private String standing(Parent other) {
    var job = other.job();
    if (job == null) {
      return other.state();
    }
    var word = job.state().word();
    return switch (job.state()) {
      case PROCESSING ->
          word
              + (job.startedAt() == null
                  ? ""
                  : " since " + Durations.text(Durations.between(job.startedAt(), now)));
      case FAILED ->
          word
              + (job.nextRetryAt() == null
                  ? ""
                  : ", retried at " + Times.brief(job.nextRetryAt(), now, zone.get()));
      case PENDING -> job.ties().waitingOn() > 0 ? "waiting, too" : word;
      case COMPLETED, DEAD, CANCELLED -> word;
    };
  }

  private String ended(Parent other) {
    var job = other.job();
    var since =
        job == null || job.finishedAt() == null
            ? ""
            : " since " + Times.brief(job.finishedAt(), now, zone.get());
    var error = job == null || job.error() == null ? "" : " (" + job.error() + ")";
    return "%s, which it waits for, is %s%s%s"
        .formatted(other.dependency().on(), other.state(), since, error);
  }

  private String running(@Nullable Instant since) {
    return since == null
        ? "is running"
        : "has been running for " + Durations.text(Durations.between(since, now));
  }

  private String at(@Nullable Instant instant) {
    return instant == null ? "" : " at" + ago(instant);
  }

  private String ago(@Nullable Instant instant) {
    return instant == null
        ? ""
        : " %s (%s ago)"
            .formatted(
                Times.local(instant, zone.get()), Durations.text(Durations.between(instant, now)));
  }

  private String in(Instant instant) {
    return " %s (in %s)"
        .formatted(
            Times.local(instant, zone.get()), Durations.text(Durations.between(now, instant)));
  }
}
