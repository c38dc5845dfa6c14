package dev.queuectl.chaos;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Whether what happened to a job is what is recorded, and what was asked of it.
final class OutcomeScenarios {
  private static final int JOBS = 6;
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final Duration LATE = Duration.ofSeconds(8);

  /// Ends well because it is asked to, and not at once.
  private static final String OBEDIENT =
      "trap 'sleep 0.3; exit 0' TERM; : >'%s/up-%s'; while :; do sleep 0.02; done";

  private OutcomeScenarios() {}

  /// The jobs end well within their timeout, and nobody looks before that is over: because their
  /// worker is dead, or is stopped.
  static void lateLook(Site site, int number, RandomGenerator random) throws Exception {
    var ids = enqueue(site, TIMEOUT, (id, own) -> "echo ran >>'%s/ran-%s'; sleep 0.7" + own);
    var worker = site.startWorker(JOBS);
    site.await(60, "all run", () -> began(site, ids, "ran-"));
    var beganAt = System.nanoTime();
    site.countFault();
    var killed = random.nextBoolean();
    if (killed) {
      worker.crash();
    } else {
      worker.send(Processes.STOP);
    }
    site.await(60, "all have ended", () -> ends(site) == JOBS);
    Thread.sleep(Math.max(0, LATE.toMillis() - (System.nanoTime() - beganAt) / 1_000_000));
    worker.send(Processes.CONT);
    if (killed) {
      site.startWorker(JOBS);
    }
    site.await(60, "all are known to have ended", () -> allFinal(site, ids));
    ids.forEach(id -> judgeLate(site, id));
  }

  private static void judgeLate(Site site, String id) {
    var job = site.find(id).orElseThrow();
    var attempts = attempts(site, job);
    var took = attempts.getFirst().duration().orElse(LATE);
    if (job.state() != JobState.COMPLETED || attempts.size() != 1 || took.compareTo(LATE) >= 0) {
      site.complain("late: %s %s %s".formatted(id, job.state().word(), attempts));
    }
  }

  /// The worker is killed while its jobs do what it asked them for, be it before it has asked, or
  /// after they have.
  static void askedToEnd(Site site, int number, RandomGenerator random) throws Exception {
    var way = number % 3;
    site.set(Setting.POLL_INTERVAL, "100ms");
    var timeout = way == 0 ? Duration.ofSeconds(2) : null;
    var ids = enqueue(site, timeout, (id, own) -> OBEDIENT + own);
    var worker = site.startWorker(JOBS);
    site.await(60, "all run", () -> began(site, ids, "up-"));
    if (way == 1) {
      cancel(site, ids);
    } else if (way == 2) {
      site.startCommand("force", List.of("worker", "stop", "--force", "--timeout", "1s"));
    }
    var asked = way == 1 ? 0 : 1800;
    Thread.sleep(asked + random.nextInt(0, 700));
    site.countFault();
    worker.crash();
    site.startWorker(JOBS);
    if (way == 2) {
      Thread.sleep(1000);
      cancel(site, ids);
    }
    site.await(60, "all have ended", () -> allFinal(site, ids));
    // they may have ended before it died; the next worker is not stopped before it has begun then
    site.await(60, "the dead worker is forgotten", () -> isForgotten(site, "worker1"));
    var state = way == 0 ? JobState.DEAD : JobState.CANCELLED;
    ids.forEach(id -> judgeAsked(site, id, state));
  }

  private static boolean isForgotten(Site site, String worker) {
    return site.store().workers().workers().stream().noneMatch(it -> it.id().equals(worker));
  }

  private static void cancel(Site site, List<String> ids) {
    ids.forEach(id -> ByHand.cancel(site.store().jobs(), id, Instant.now()));
  }

  private static void judgeAsked(Site site, String id, JobState state) {
    var job = site.find(id).orElseThrow();
    var outcomes = attempts(site, job).stream().map(Attempt::outcome).toList();
    if (job.state() != state
        || !Set.of("cancelled", "interrupted", "timed_out").containsAll(outcomes)) {
      site.complain("asked: %s %s %s".formatted(id, job.state().word(), outcomes));
    }
  }

  private interface Command {
    /// @return a pattern for the directory of the trial and the id
    String of(String id, String ownShell);
  }

  /// Some that a slot's shell can run, and some that want one of their own.
  private static List<String> enqueue(Site site, @Nullable Duration timeout, Command command) {
    var ids = new ArrayList<String>();
    var jobs = new ArrayList<NewJob>();
    for (var i : IntStream.range(0, JOBS).toArray()) {
      var id = "o" + i;
      var text = command.of(id, i % 2 == 0 ? "" : " # $$").formatted(site.directory(), id);
      var policy =
          timeout == null
              ? JobPolicy.CONFIGURED
              : JobPolicy.CONFIGURED.with(JobField.TIMEOUT, timeout);
      ids.add(id);
      jobs.add(
          new NewJob(
              id,
              text,
              "default",
              0,
              1,
              policy,
              site.directory().toString(),
              Map.of(),
              null,
              false));
    }
    site.store().jobs().enqueue(jobs.iterator(), false, Instant.now());
    site.countOthers(jobs.size());
    return ids;
  }

  private static boolean began(Site site, List<String> ids, String mark) {
    return ids.stream().allMatch(id -> Files.exists(site.directory().resolve(mark + id)));
  }

  private static long ends(Site site) throws IOException {
    var ends = 0L;
    try (var journals = Files.newDirectoryStream(site.home().resolve("run"), "*.journal.*")) {
      for (var journal : journals) {
        ends +=
            Files.readAllLines(journal, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("e "))
                .count();
      }
    }
    return ends;
  }

  private static boolean allFinal(Site site, List<String> ids) {
    return ids.stream().allMatch(id -> site.find(id).orElseThrow().state().isFinal());
  }

  private static List<Attempt> attempts(Site site, Job job) {
    return site.store().jobs().attempts(job.seq());
  }
}
