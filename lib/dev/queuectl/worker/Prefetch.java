package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.process.launch.RunningProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Jobs claimed ahead of their slots. The thread that sees a process end launches the next one in
/// its place at once, while the engine's thread still stores earlier ends. Thread-safe.
final class Prefetch {
  /// Longer than [Pace] expects: a long job is in the way.
  private static final Duration PATIENCE = Duration.ofMillis(50);

  /// A job whose process is running without the engine knowing yet.
  record Begun(Job job, RunningProcess process) {}

  private final Time time;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final List<Begun> begun = new ArrayList<>();
  private int filled;
  private int slots;
  private Time.Deadline deadline;

  /// The jobs launched.
  enum Next {
    NONE,
    /// Less than half of the jobs are left.
    ONE_OF_FEW,
    ONE_OF_MANY
  }

  Prefetch(Time time, int slots) {
    this.time = time;
    this.slots = slots;
    this.deadline = time.in(PATIENCE);
  }

  /// Slots from this number on run no more jobs.
  synchronized void resize(int slots) {
    this.slots = slots;
  }

  synchronized void add(List<Job> jobs) {
    if (waiting.isEmpty()) {
      deadline = time.in(PATIENCE);
    }
    waiting.addAll(jobs);
    filled = waiting.size();
  }

  /// Launches the next job, if there is one, in a slot that is free now. Its end is reported only
  /// after [#begun] contains it, since whoever reports it comes here first.
  synchronized Next launchNext(int slot, Function<Job, RunningProcess> launch) {
    var job = slot < slots ? waiting.poll() : null;
    if (job == null) {
      return Next.NONE;
    }
    deadline = time.in(PATIENCE);
    var started = job.startedIn(slot, time.now());
    begun.add(new Begun(started, launch.apply(started)));
    return waiting.size() * 2 > filled ? Next.ONE_OF_MANY : Next.ONE_OF_FEW;
  }

  /// The jobs launched since the last time.
  synchronized List<Begun> begun() {
    var all = List.copyOf(begun);
    begun.clear();
    return all;
  }

  /// Takes all waiting jobs: nobody launches them any more.
  synchronized List<Job> takeBack() {
    var all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /// Takes one waiting job: nobody launches it any more.
  synchronized Optional<Job> takeBack(long seq) {
    var job = waiting.stream().filter(other -> other.seq() == seq).findFirst();
    job.ifPresent(waiting::remove);
    return job;
  }

  /// Whether it is waiting, or running without the engine knowing yet.
  synchronized boolean has(Job job) {
    return Stream.concat(waiting.stream(), begun.stream().map(Begun::job))
        .anyMatch(other -> other.seq() == job.seq());
  }

  synchronized int size() {
    return waiting.size();
  }

  /// When nothing will have been launched for too long; null if nothing waits.
  synchronized Time.@Nullable Deadline deadline() {
    return waiting.isEmpty() ? null : deadline;
  }
}
