package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.process.Adoption;
import dev.queuectl.process.Launch;
import dev.queuectl.process.Launcher;
import dev.queuectl.process.LogStore;
import dev.queuectl.process.ProcessEnd;
import dev.queuectl.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and adopts the processes of jobs, and collects their ends.
final class Launches {
  private static final Logger log = LoggerFactory.getLogger(Launches.class);

  private final Launcher launcher;
  private final LogStore logs;
  private final Time time;
  private final LongSupplier outputMax;
  private final Runnable whenEnded;
  private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();

  /// @param outputMax bytes kept of each stream
  /// @param whenEnded called from other threads when [#nextEnded] has something
  Launches(Host host, Time time, LongSupplier outputMax, Runnable whenEnded) {
    this.launcher = host.launcher();
    this.logs = host.logs();
    this.time = time;
    this.outputMax = outputMax;
    this.whenEnded = whenEnded;
  }

  /// A process that never was: its end is reported already.
  private static final RunningProcess NONE =
      new RunningProcess() {
        @Override
        public long pid() {
          return 0;
        }

        @Override
        public void terminate() {}

        @Override
        public void kill() {}
      };

  RunningProcess launch(Job job) {
    try {
      var output = logs.prepare(job.seq(), job.lastAttempt());
      var launch =
          new Launch(
              key(job), job.command(), job.cwd(), environment(job), output.stdout(), output.stderr());
      return launcher.launch(launch, end -> report(job, end));
    } catch (IOException e) {
      report(job, new ProcessEnd.NotStarted("its log files cannot be made: " + e.getMessage()));
      return NONE;
    }
  }

  /// @param journal of the worker that launched it
  RunningProcess adopt(Job job, Path journal) {
    var output = logs.output(job.seq(), job.lastAttempt());
    return launcher.adopt(
        new Adoption(key(job), journal, output.stdout(), output.stderr()), end -> report(job, end));
  }

  /// For a job whose process cannot be reached from here.
  RunningProcess giveUp(Job job, String reason) {
    report(job, new ProcessEnd.Lost(reason));
    return NONE;
  }

  /// Null when there is none.
  @Nullable Ended nextEnded() {
    return ended.poll();
  }

  private static String key(Job job) {
    return job.seq() + "." + job.lastAttempt();
  }

  private static Map<String, String> environment(Job job) {
    var lease = Objects.requireNonNull(job.lease());
    var env = new LinkedHashMap<>(job.env());
    env.put("QUEUECTL_JOB_ID", job.id());
    env.put("QUEUECTL_ATTEMPT", Integer.toString(job.lastAttempt()));
    env.put("QUEUECTL_WORKER", lease.worker());
    env.put("QUEUECTL_SLOT", Integer.toString(lease.slot()));
    env.put("QUEUECTL_QUEUE", job.queue());
    return env;
  }

  private void report(Job job, ProcessEnd end) {
    ended.add(new Ended(job, end, time.now(), seal(job)));
    whenEnded.run();
  }

  private LogStore.Sizes seal(Job job) {
    try {
      return logs.seal(job.seq(), job.lastAttempt(), outputMax.getAsLong());
    } catch (IOException e) {
      log.warn("could not seal output job={} attempt={}", job.id(), job.lastAttempt(), e);
      return new LogStore.Sizes(0, 0);
    }
  }
}
