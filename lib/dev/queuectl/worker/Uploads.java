package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.KeptOutput;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.OutputStore;
import dev.queuectl.store.OutputStore.NewPart;
import dev.queuectl.store.OutputStore.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what jobs print to a store that keeps output, so that it can be read from every host:
/// while they run, within a second; at their ends, before those are stored. What cannot be stored
/// then is stored later, by this worker or the next one of this host. Where output is kept in files
/// only, there is nothing to do.
///
/// A thread works while there is something to do; nobody waits for it but ends of jobs.
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_SEARCHES = Duration.ofMinutes(10);
  private static final int MOST_UNSTORED = 1000;
  private static final int MOST_PARTS = 16;

  /// An attempt that has ended.
  ///
  /// @param isOurs whether nobody else has uploaded anything of it
  private record Ended(long seq, int attempt, boolean isOurs, Runnable then) {}

  private final @Nullable OutputStore store;
  private final LogStore logs;
  private final Time time;
  private final Supplier<Settings> settings;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private volatile List<Job> running = List.of();
  private volatile Time.Deadline due;

  // What follows belongs to the thread that is busy.
  private final Map<Stream, Upload> uploads = new HashMap<>();
  private final Queue<Ended> missed = new ArrayDeque<>();
  private Time.Deadline searching;
  private Time.@Nullable Deadline trouble;

  Uploads(Optional<OutputStore> store, LogStore logs, Time time, Supplier<Settings> settings) {
    this.store = store.orElse(null);
    this.logs = logs;
    this.time = time;
    this.settings = settings;
    this.due = time.in(Duration.ZERO);
    this.searching = due;
  }

  /// Goes on with what these jobs have printed, if it is time.
  void look(Collection<RunningJob> now) {
    if (store != null && time.isPast(due)) {
      due = time.in(BETWEEN);
      running = now.stream().map(RunningJob::job).toList();
      work(store);
    }
  }

  /// When [#look] is due.
  java.util.stream.Stream<Time.Deadline> due() {
    return store == null || running.isEmpty()
        ? java.util.stream.Stream.of()
        : java.util.stream.Stream.of(due);
  }

  /// Stores the rest of what an attempt has printed, which is in its place and will not change.
  ///
  /// @param isOurs whether this worker has started it
  /// @param then called when that is done, or was tried
  void finish(Job job, LogStore.Sizes sizes, boolean isOurs, Runnable then) {
    if (store == null || sizes.stdoutBytes() + sizes.stderrBytes() == 0) {
      then.run();
      return;
    }
    ended.add(new Ended(job.seq(), job.lastAttempt(), isOurs, then));
    work(store);
  }

  private void work(OutputStore to) {
    if (isBusy.compareAndSet(false, true)) {
      Thread.ofVirtual().name("queuectl-output").start(() -> workUntilDone(to));
    }
  }

  private void workUntilDone(OutputStore to) {
    try {
      do {
        finishAll(to);
        goOn(to);
      } while (!ended.isEmpty());
    } catch (RuntimeException e) {
      log.error("could not upload output", e);
    } finally {
      isBusy.set(false);
    }
    if (!ended.isEmpty()) {
      work(to); // it came at the last moment
    }
  }

  private void finishAll(OutputStore to) {
    var all = new ArrayList<Ended>();
    for (var one = ended.poll(); one != null; one = ended.poll()) {
      all.add(one);
    }
    if (all.isEmpty()) {
      return;
    }
    try {
      if (isInTrouble() || !isDone(() -> finish(to, all))) {
        all.forEach(this::miss);
      }
    } finally {
      all.forEach(one -> one.then().run());
    }
  }

  private void miss(Ended one) {
    missed.add(new Ended(one.seq(), one.attempt(), false, () -> {}));
  }

  private boolean isInTrouble() {
    return trouble != null && !time.isPast(trouble);
  }

  private interface Step {
    void run() throws IOException;
  }

  private boolean isDone(Step step) {
    try {
      step.run();
      trouble = null;
      return true;
    } catch (QueueException | IOException e) {
      log.warn("could not store output reason={}", e.toString());
      uploads.clear(); // what the store has of them is not known
      trouble = time.in(AFTER_TROUBLE);
      return false;
    }
  }

  private void finish(OutputStore to, List<Ended> all) throws IOException {
    var parts = new ArrayList<NewPart>();
    var finished = new ArrayList<Upload>();
    for (var one : all) {
      for (var upload : List.of(upload(to, one, true), upload(to, one, false))) {
        upload.rest(
            part -> {
              parts.add(part);
              if (parts.size() == MOST_PARTS) {
                to.add(parts);
                parts.clear();
              }
            });
        finished.add(upload);
      }
    }
    if (!parts.isEmpty()) {
      to.add(parts);
    }
    for (var upload : finished) {
      if (upload.edition() > 0) {
        to.forget(upload.stream(), upload.edition(), 0, 0);
      }
      uploads.remove(upload.stream());
    }
  }

  private Upload upload(OutputStore to, Ended one, boolean stdout) {
    var stream = new Stream(one.seq(), one.attempt(), stdout);
    var known = uploads.get(stream);
    if (known != null) {
      return known;
    }
    var files = logs.output(one.seq(), one.attempt());
    var file = stdout ? files.stdout() : files.stderr();
    return one.isOurs() ? Upload.begin(stream, file) : Upload.resume(stream, file, to);
  }

  /// What is running, and what was missed.
  private void goOn(OutputStore to) {
    var jobs = running;
    uploads
        .keySet()
        .retainAll(jobs.stream().flatMap(job -> streams(job).stream()).collect(Collectors.toSet()));
    if (isInTrouble() || !isDone(() -> uploadAll(to, jobs))) {
      return;
    }
    if (time.isPast(searching)) {
      searching = time.in(BETWEEN_SEARCHES);
      isDone(() -> search(to));
    }
    while (!missed.isEmpty() && ended.isEmpty()) {
      var one = missed.element();
      if (!isDone(() -> finish(to, List.of(one)))) {
        return;
      }
      missed.remove();
    }
  }

  private static List<Stream> streams(Job job) {
    return List.of(
        new Stream(job.seq(), job.lastAttempt(), true),
        new Stream(job.seq(), job.lastAttempt(), false));
  }

  private void uploadAll(OutputStore to, List<Job> jobs) throws IOException {
    for (var job : jobs) {
      var files = logs.output(job.seq(), job.lastAttempt());
      for (var stream : streams(job)) {
        var file = stream.stdout() ? files.stdout() : files.stderr();
        if (file.toFile().length() > 0) {
          upload(to, uploads.computeIfAbsent(stream, key -> Upload.resume(key, file, to)));
        }
      }
    }
  }

  /// No more of it than a file keeps: the middle is left out.
  private void upload(OutputStore to, Upload upload) throws IOException {
    var fresh = upload.fresh();
    if (!fresh.isEmpty()) {
      to.add(fresh);
      var most = settings.get().bytes(Setting.OUTPUT_MAX);
      if (upload.at() > most * 2) {
        to.forget(upload.stream(), upload.edition(), most / 2, upload.at() - most / 2);
      }
    }
  }

  /// What an earlier worker of this host has left on its disk.
  private void search(OutputStore to) {
    for (KeptOutput kept : to.unstored(MOST_UNSTORED)) {
      if (logs.holds(kept.seq(), kept.attempt())) {
        missed.add(new Ended(kept.seq(), kept.attempt(), false, () -> {}));
      }
    }
  }
}
