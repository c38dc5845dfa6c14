package dev.queuectl.chaos;

import dev.queuectl.Setting;
import java.util.List;
import java.util.random.RandomGenerator;

/// A worker is killed or stopped just before and just after each of its writes and launches, at
/// every one there is: see [FaultPoints].
final class PointScenarios {
  private PointScenarios() {}

  /// At the points of a worker that runs four jobs, one of them twice.
  static void kill(Site site, int number, RandomGenerator random) throws Exception {
    enqueue(site);
    var worker = site.startChaosWorker(plan(site, number, Processes.KILL));
    awaitPoint(site, worker);
  }

  /// At the points of a worker that adopts three jobs of a dead one, of which two live.
  static void killHeir(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(
        List.of(
            SampleJob.lasting("long", 4000),
            SampleJob.lasting("longer", 4500),
            SampleJob.lasting("short", 100),
            new SampleJob("later", 3, 2, 50, false, false)));
    var first = site.startWorker(3);
    site.await(60, "jobs run", () -> site.marks().starts() >= 3);
    first.crash();
    var heir = site.startChaosWorker(plan(site, number, Processes.KILL));
    awaitPoint(site, heir);
  }

  /// Stopped there until another worker has taken its jobs over, and then continued.
  static void stop(Site site, int number, RandomGenerator random) throws Exception {
    site.set(Setting.LEASE, "1s");
    enqueue(site);
    var worker = site.startChaosWorker(plan(site, number, Processes.STOP));
    site.await(60, "it has stopped", () -> !worker.isAlive() || Processes.isStopped(worker.pid()));
    if (!worker.isAlive()) {
      throw new Passed();
    }
    site.countFault();
    var stoppedAt = System.nanoTime();
    site.startWorker(2);
    site.measureTakeover(worker, stoppedAt);
    Thread.sleep(random.nextInt(0, 800));
    worker.send(Processes.CONT);
  }

  private static void enqueue(Site site) {
    site.set(Setting.BACKOFF_BASE, "1");
    site.enqueue(
        List.of(
            SampleJob.lasting("a", 200),
            new SampleJob("b", 7, 2, 100, false, true),
            new SampleJob("c", 0, 1, 100, true, false),
            SampleJob.lasting("d", 600)));
  }

  private static ChaosWorker.Plan plan(Site site, int number, int signal) {
    var after = number % 2 == 1;
    return new ChaosWorker.Plan(
        2, number / 2 + 1, after, signal, site.directory().resolve("clock"));
  }

  private static void awaitPoint(Site site, WorkerProcess worker) throws Exception {
    if (worker.exitCode(60) == 0) {
      throw new Passed();
    }
    site.countFault();
    var killedAt = System.nanoTime();
    site.startWorker(2);
    site.measureTakeover(worker, killedAt);
    site.await(60, "the dead worker is forgotten", () -> !isKnown(site, worker));
  }

  private static boolean isKnown(Site site, WorkerProcess worker) {
    return site.store().workers().workers().stream().anyMatch(w -> w.id().equals(worker.id()));
  }

  /// The worker has come to its end without reaching the point: there are no more points.
  static final class Passed extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
