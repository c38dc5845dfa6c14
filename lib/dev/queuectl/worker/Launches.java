package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.launch.Adoption;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.launch.RunningProcess;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and adopts the processes of jobs, and collects their ends.
final class Launches {
  private static final Logger log = LoggerFactory.getLogger(Launches.class);

  private final Launcher launcher;
  private final LogStore logs;
  private final Path run;
  private final String storeId;
  private final Predicate<Job> isOurs;
  private final JobSurroundings surroundings;
  private final Consumer<WorkerEvent> events;
  private final Time time;
  private final Supplier<Settings> settings;
  private final Prefetch prefetch;
  private final Exits exits;
  private final Uploads uploads;

  /// @param isOurs whether the store still holds the lease under which a job was claimed
  /// @param settings how many bytes are kept of each stream, and whether there are links to them
  /// @param whenEnded called from other threads when [#exits] has something
  Launches(
      Host host,
      Store store,
      Predicate<Job> isOurs,
      Consumer<WorkerEvent> events,
      int slots,
      Time time,
      Supplier<Settings> settings,
      Runnable whenEnded) {
    this.launcher = host.launcher();
    this.logs = host.logs();
    this.run = host.run();
    this.storeId = store.storeId();
    this.isOurs = isOurs;
    this.surroundings = new JobSurroundings(host.queue(), store.jobs());
    this.events = events;
    this.time = time;
    this.settings = settings;
    this.prefetch = new Prefetch(time, slots);
    this.exits = new Exits(whenEnded);
    this.uploads = new Uploads(store.outputs(), logs, time, settings);
  }

  RunningProcess launch(Job job) {
    try {
      if (logs.holds(job.seq(), job.lastAttempt()) && !makeRoom(job)) {
        return none(job, Exit.now(new End.NeverStarted()), time.now());
      }
      var found = surroundings.of(job);
      if (found.isEmpty()) {
        return none(job, Exit.now(new End.NotStarted(JobSurroundings.LOST)), time.now());
      }
      return launcher.launch(launch(job, found.get()), exit -> exited(job, exit));
    } catch (QueueException.Unavailable e) {
      return none(job, Exit.now(new End.Hindered(e.getMessage(), false)), time.now());
    } catch (OutOfMemoryError e) {
      return none(job, Exit.now(new End.Hindered(e.toString(), false)), time.now());
    } catch (RuntimeException e) {
      log.error("could not launch job={}", job.id(), e);
      return none(job, Exit.now(new End.NotStarted("a bug in QueueCTL: " + e)), time.now());
    }
  }

  private Launch launch(Job job, Surroundings given) {
    var output = logs.output(job.seq(), job.lastAttempt());
    return new Launch(
        key(job),
        job.command(),
        job.cwd(),
        surroundings.variables(job),
        given.environment(),
        JobSurroundings.shell(job),
        JobSurroundings.input(given, input(job)),
        output.stdout(),
        output.stderr());
  }

  private Path input(Job job) {
    return logs.input(job.seq(), job.lastAttempt());
  }

  /// There is output in the place of an attempt that is about to begin: either from an heir, which
  /// has already taken the job over in the store, or from before the store was restored from a
  /// backup, when the numbers were already higher.
  ///
  /// @return false if the attempt belongs to an heir
  private boolean makeRoom(Job job) {
    try {
      if (!isOurs.test(job)) {
        return false;
      }
      logs.setAside(job.seq(), job.lastAttempt());
      events.accept(new WorkerEvent.SetAside(job));
      return true;
    } catch (IOException | QueueException.Unavailable e) {
      log.warn("could not make room for output job={} reason={}", job.id(), e.toString());
      return false;
    }
  }

  /// @param lastSeenAt when its worker last reported that it was alive
  RunningProcess adopt(Job job, Instant lastSeenAt) {
    var output = logs.output(job.seq(), job.lastAttempt());
    var adoption =
        new Adoption(
            key(job),
            run,
            logs.root(),
            JobSurroundings.identity(job),
            output.stdout(),
            output.stderr(),
            Duration.between(startedAt(job), time.now()));
    return launcher.adopt(
        adoption,
        exit -> {
          var never = exit.end() instanceof End.NeverStarted || exit.end() instanceof End.Hindered;
          report(job, exit, never ? noOutput(job) : seal(job), lastSeenAt);
        });
  }

  /// Everything launched has ended, and the ends are stored.
  void forget() {
    launcher.forget();
  }

  /// How many of this many slots the limits allow now, at least one.
  int carries(int slots) {
    return launcher.carries(slots);
  }

  /// What was kept ready for the next launches is not needed for now.
  void rest() {
    launcher.rest();
  }

  /// Deletes the journals of dead workers that nobody needs any more.
  ///
  /// @param running returns the jobs that are running under any worker
  void tidy(Supplier<List<Job>> running) throws IOException {
    Launcher.tidy(
        run,
        logs.root(),
        storeId,
        () -> running.get().stream().map(this::key).collect(Collectors.toSet()));
  }

  /// For a job whose process cannot be reached from here.
  ///
  /// @param lastSeenAt when its worker last reported that it was alive
  RunningProcess giveUp(Job job, String reason, Instant lastSeenAt) {
    return none(job, Exit.unseen(new End.Lost(reason), null), lastSeenAt);
  }

  private RunningProcess none(Job job, Exit exit, Instant lastSeenAt) {
    report(job, exit, seal(job), lastSeenAt);
    return RunningProcess.NONE;
  }

  /// The jobs claimed ahead.
  Prefetch prefetch() {
    return prefetch;
  }

  /// Launches a job claimed ahead, if there is one, in a slot that is free now.
  boolean launchNext(int slot) {
    return prefetch.launchNext(slot, this::launch) != Prefetch.Next.NONE;
  }

  /// The jobs whose processes have exited since the last time.
  ///
  /// @param soon whether the engine collects again soon
  List<Exited> exited(boolean soon) {
    launcher.resume();
    return exits.collect(soon);
  }

  /// What is taken to the store of what they print.
  Uploads uploads() {
    return uploads;
  }

  /// What has exited, for the engine to be woken again.
  Exits exits() {
    return exits;
  }

  private String key(Job job) {
    return Launch.key(storeId, job);
  }

  /// The slot continues at once. The engine can take its time while there is a backlog.
  private void exited(Job job, Exit exit) {
    if (exit.end() instanceof End.Hindered) {
      report(job, exit, noOutput(job), time.now()); // and so would be the next
      return;
    }
    var at = endedAt(job, exit.time(), time.now());
    var next = prefetch.launchNext(Objects.requireNonNull(job.lease()).slot(), this::launch);
    var sizes = seal(job);
    var ended = Exited.launched(job, exit, at, sizes, logs, launcher);
    uploads.finish(job, sizes, true, () -> exits.add(ended, next != Prefetch.Next.ONE_OF_MANY));
  }

  private void report(Job job, Exit exit, LogStore.Sizes output, Instant lastSeenAt) {
    var at = endedAt(job, exit.time(), lastSeenAt);
    var ended = new Exited(job, exit, at, output, null, logs);
    uploads.finish(job, output, false, () -> exits.add(ended, true));
  }

  /// Never before the start, whatever the clocks say.
  private Instant endedAt(Job job, Exit.Time ended, Instant lastSeenAt) {
    var startedAt = startedAt(job);
    var now = time.now();
    var at =
        switch (ended) {
          case Exit.Time.Now() -> now;
          case Exit.Time.After(var ran) -> startedAt.plus(ran);
          case Exit.Time.At(var then) -> then.isAfter(now) ? now : then;
          case Exit.Time.Unseen() -> lastSeenAt.isAfter(now) ? now : lastSeenAt;
        };
    return at.isBefore(startedAt) ? startedAt : at;
  }

  private static Instant startedAt(Job job) {
    return Objects.requireNonNull(job.startedAt());
  }

  private LogStore.Sizes noOutput(Job job) {
    deleteInput(job);
    return new LogStore.Sizes(0, 0);
  }

  private void deleteInput(Job job) {
    try {
      if (job.surroundings().stdin() != null) {
        Files.deleteIfExists(input(job));
      }
    } catch (IOException e) {
      log.warn("left the copy of its input file={} reason={}", input(job), e.toString());
    }
  }

  private LogStore.Sizes seal(Job job) {
    deleteInput(job);
    try {
      var now = settings.get();
      var sizes = logs.seal(job.seq(), job.lastAttempt(), now.bytes(Setting.OUTPUT_MAX));
      if (now.isOn(Setting.OUTPUT_LINKS)) {
        link(job);
      }
      return sizes;
    } catch (IOException e) {
      log.warn(
          "could not seal output job={} attempt={} reason={}",
          job.id(),
          job.lastAttempt(),
          e.toString());
      return logs.sizes(job.seq(), job.lastAttempt());
    }
  }

  private void link(Job job) {
    try {
      logs.links().make(job.id(), job.lastAttempt(), logs.output(job.seq(), job.lastAttempt()));
    } catch (IOException | UnsupportedOperationException e) {
      log.warn("could not link output job={} reason={}", job.id(), e.toString());
    }
  }
}
