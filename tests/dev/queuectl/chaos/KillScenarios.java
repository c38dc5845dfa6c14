package dev.queuectl.chaos;

import dev.queuectl.ByHand;
import dev.queuectl.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.random.RandomGenerator;

/// Processes are killed or stopped.
final class KillScenarios {
  private static final int KILLS = 10;
  private static final int SLOTS = 4;

  private KillScenarios() {}

  /// Two workers under load; again and again one of them is killed and another one started.
  static void worker(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(160, 25, random));
    killAgainAndAgain(site, 600, random);
  }

  /// The same with jobs so short that workers claim them ahead.
  static void briefJobs(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.brief(3000, random));
    killAgainAndAgain(site, 150, random);
  }

  /// The same with jobs that open their output anew for each line.
  static void reopenedOutput(Site site, int number, RandomGenerator random) throws Exception {
    var jobs = SampleJob.some(60, 25, random);
    site.enqueue(jobs.stream().map(job -> job.printing(SampleJob.Prints.REOPENING)).toList());
    killAgainAndAgain(site, 600, random);
  }

  /// The same with silent jobs whose detached children print after them, while others run.
  static void lateOutput(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.late(200, random));
    killAgainAndAgain(site, 400, random);
    site.await(60, "all have ended", site::allFinal);
    var late = site.directory().resolve("late");
    site.await(
        60, "all have printed", () -> Files.exists(late) && Files.readAllLines(late).size() >= 200);
  }

  private static void killAgainAndAgain(Site site, int mostMillis, RandomGenerator random)
      throws Exception {
    site.startWorker(SLOTS);
    site.startWorker(SLOTS);
    for (var kill = 0; kill < KILLS && !site.allFinal(); kill++) {
      site.await(60, "somebody works", () -> site.allFinal() || !busy(site).isEmpty());
      pause(random.nextInt(0, mostMillis));
      killOne(site, random);
      site.startWorker(SLOTS);
    }
  }

  private static List<WorkerProcess> busy(Site site) {
    return site.workers().stream()
        .filter(WorkerProcess::isAlive)
        .filter(worker -> !site.store().workers().leasedBy(worker.id()).isEmpty())
        .toList();
  }

  /// Waits until nothing is leased to the dead any more.
  private static void killOne(Site site, RandomGenerator random) throws Exception {
    var busy = busy(site);
    if (busy.isEmpty()) {
      return;
    }
    var victim = busy.get(random.nextInt(busy.size()));
    site.countFault();
    victim.crash();
    var killedAt = System.nanoTime();
    site.measureTakeover(victim, killedAt);
  }

  /// The worker is replaced again and again, as an upgrade does it, while its jobs run on.
  static void restart(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(60, 30, random));
    site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    for (var turn = 0; turn < 3 && !site.allFinal(); turn++) {
      pause(random.nextInt(0, 800));
      site.countFault();
      var askedAt = System.nanoTime();
      run(site, "restart" + turn, "restart");
      var starts = site.marks().starts();
      site.measure(
          askedAt,
          60,
          "the next job starts",
          () -> site.marks().starts() > starts || site.allFinal());
    }
    site.await(90, "all have ended", site::allFinal);
    run(site, "stop", "stop");
  }

  private static void run(Site site, String name, String verb) throws Exception {
    var code = site.startCommand(name, List.of("worker", verb)).exitCode(60);
    if (code != 0) {
      site.complain("worker %s: exit code %d".formatted(verb, code));
    }
  }

  /// The only worker is killed, and some time later two are started at once.
  static void twoHeirs(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(20, 30, random));
    var victim = site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    pause(random.nextInt(0, 1500));
    site.countFault();
    victim.crash();
    pause(random.nextInt(0, 1500));
    var startedAt = System.nanoTime();
    site.startWorker(SLOTS);
    site.startWorker(SLOTS);
    site.measureTakeover(victim, startedAt);
  }

  /// Some process of a running job is killed: its wrapper or slot's shell, one below that, or all.
  static void job(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(12, 20, random));
    site.startWorker(SLOTS);
    for (var kill = 0; kill < 5; kill++) {
      site.await(60, "jobs run", () -> !site.running().isEmpty() || site.allFinal());
      pause(random.nextInt(0, 400));
      killSomeJob(site, random);
    }
  }

  /// The worker and processes of its jobs are killed in one moment, in either order.
  static void workerAndJob(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(12, 20, random));
    var victim = site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    pause(random.nextInt(0, 800));
    var workerFirst = random.nextBoolean();
    if (workerFirst) {
      victim.crash();
    }
    killSomeJob(site, random);
    killSomeJob(site, random);
    victim.crash();
    var killedAt = System.nanoTime();
    site.startWorker(SLOTS);
    site.measureTakeover(victim, killedAt);
  }

  private static void killSomeJob(Site site, RandomGenerator random) throws IOException {
    var running = site.running();
    if (running.isEmpty()) {
      return;
    }
    var job = running.get(random.nextInt(running.size()));
    var processes = site.processesOf(job);
    if (processes.isEmpty()) {
      return;
    }
    site.countFault();
    site.excuse(job.id());
    var victims =
        random.nextInt(3) == 0
            ? processes
            : List.of(processes.get(random.nextInt(Math.min(2, processes.size()))));
    victims.forEach(pid -> Processes.send(pid, Processes.KILL));
  }

  /// A worker is stopped for some time around its lease, while another one is there.
  static void stoppedWorker(Site site, int number, RandomGenerator random) throws Exception {
    stopAgain(site, SampleJob.some(24, 60, random), random);
  }

  /// The same with jobs so short that workers claim them ahead.
  static void stoppedWithBriefJobs(Site site, int number, RandomGenerator random) throws Exception {
    stopAgain(site, SampleJob.brief(3000, random), random);
  }

  private static void stopAgain(Site site, List<SampleJob> jobs, RandomGenerator random)
      throws Exception {
    site.set(Setting.LEASE, "2s");
    site.enqueue(jobs);
    site.startWorker(SLOTS);
    site.startWorker(SLOTS);
    site.await(60, "both have joined", () -> site.store().workers().workers().size() == 2);
    for (var stop = 0; stop < 2; stop++) {
      site.await(60, "somebody works", () -> site.allFinal() || !busy(site).isEmpty());
      pause(random.nextInt(0, 500));
      var busy = busy(site);
      if (busy.isEmpty()) {
        return;
      }
      var sleeper = busy.get(random.nextInt(busy.size()));
      site.countFault();
      stopBetweenWrites(site, sleeper);
      var stoppedAt = System.nanoTime();
      if (random.nextInt(4) > 0) {
        site.measureTakeover(sleeper, stoppedAt);
      }
      pause(random.nextInt(0, 1500));
      sleeper.send(Processes.CONT);
    }
  }

  /// Whoever is stopped while it writes keeps SQLite's lock, and everybody waits until it goes on:
  /// that is what the row about the locked database tries.
  private static void stopBetweenWrites(Site site, WorkerProcess sleeper) throws Exception {
    stop(site, sleeper);
    while (site.isLocked()) {
      sleeper.send(Processes.CONT);
      pause(1);
      stop(site, sleeper);
    }
  }

  /// A signal is on its way for a while, and each thread stops by itself.
  private static void stop(Site site, WorkerProcess sleeper) throws Exception {
    sleeper.send(Processes.STOP);
    site.await(
        10, "it has stopped", () -> !sleeper.isAlive() || Processes.isStopped(sleeper.pid()));
  }

  /// A command that enqueues is killed: what it has printed is stored, and all or nothing is.
  static void enqueue(Site site, int number, RandomGenerator random) throws Exception {
    var jobs = SampleJob.some(200, 1, random);
    var lines = new StringBuilder();
    for (var job : jobs) {
      var command = job.asNew(site.directory()).command();
      lines.append(
          "{\"id\": \"%s\", \"max_retries\": 1, \"command\": %s}\n"
              .formatted(job.id(), json(command)));
    }
    var file = Files.writeString(site.directory().resolve("jobs.jsonl"), lines);
    var command = site.startCommand("enqueue", List.of("enqueue", "--file", file.toString()));
    pause(random.nextInt(400, 4000));
    site.countFault();
    command.crash();
    judgeEnqueued(site, jobs);
  }

  private static void judgeEnqueued(Site site, List<SampleJob> jobs) throws IOException {
    var printed = Files.readAllLines(site.directory().resolve("enqueue.log"));
    var stored = jobs.stream().filter(job -> site.find(job.id()).isPresent()).toList();
    if (stored.size() != jobs.size() && !(stored.isEmpty() && printed.isEmpty())) {
      site.complain("%d printed, %d stored".formatted(printed.size(), stored.size()));
    }
    // All two hundred would take long to run: the others say no more.
    stored.stream().skip(10).forEach(job -> ByHand.remove(site.store().jobs(), job.id()));
    stored.stream().limit(10).forEach(site::expect);
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static void pause(int millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
