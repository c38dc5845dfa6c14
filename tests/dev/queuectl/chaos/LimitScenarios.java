package dev.queuectl.chaos;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A worker lacks what it takes to start commands, for some seconds. Nothing is wrong with the
/// jobs: each must run once and end well, with nothing counted against it.
final class LimitScenarios {
  private static final int SLOTS = 4;
  private static final int MANY = 1000;
  private static final List<Shortage> OF_PROCESSES =
      List.of(
          LimitScenarios::processes,
          LimitScenarios::runIsAFile,
          LimitScenarios::files,
          LimitScenarios::outputIsAFile);
  private static final List<Shortage> OF_DISKS =
      List.of(
          (site, _, _) -> deleteAtEnd(Mounts.fillInodes(site.home())),
          (site, _, _) -> deleteAtEnd(List.of(Mounts.fill(site.home()))),
          (site, _, _) -> Mounts.readOnly(run(site)),
          (site, _, _) -> Mounts.readOnly(site.home().resolve("logs")),
          (site, _, _) -> Mounts.readOnly(site.home()),
          (site, _, _) -> deleteAtEnd(List.of(Mounts.fill(run(site)))),
          (site, _, _) -> deleteAtEnd(Mounts.fillInodes(run(site))));

  private LimitScenarios() {}

  private record Victim(WorkerProcess worker, Owner owner) {}

  /// Something the worker is short of until it is closed.
  private interface Shortage {
    Mounts.Mount begin(Site site, Victim victim, RandomGenerator random) throws Exception;
  }

  /// Open files, processes; something else is in the place of a directory.
  static void ofProcesses(Site site, int number, RandomGenerator random) throws Exception {
    lacks(site, OF_PROCESSES.get(number % OF_PROCESSES.size()), random);
  }

  /// Inodes, space, the right to write; of all or of `run/` only.
  static void ofDisks(Site site, int number, RandomGenerator random) throws Exception {
    site.set(Setting.DISK_RESERVE, "256K"); // the disks are small ones
    lacks(site, OF_DISKS.get(number % OF_DISKS.size()), random);
  }

  private static void lacks(Site site, Shortage shortage, RandomGenerator random) throws Exception {
    site.enqueue(healthy("then", 60, random));
    var owner = Owner.of(site);
    var worker = site.startAs(owner, SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    Thread.sleep(random.nextInt(0, 300));
    site.countFault();
    try (var _ = shortage.begin(site, new Victim(worker, owner), random)) {
      enqueue(site, healthy("during", 60, random));
      site.await(40, "the worker says what it lacks", () -> saysSo(site, worker));
      Thread.sleep(random.nextInt(500, 4000));
      site.jobs().keySet().forEach(site::excuseOutput); // there was no place for it
    }
    var since = System.nanoTime();
    enqueue(site, healthy("after", 20, random));
    site.measure(since, 30, "a new job starts", () -> hasStarted(site, "after"));
    site.await(120, "all have ended", site::allFinal);
    site.jobs().keySet().forEach(id -> judge(site, id));
  }

  /// A store whose disk is full takes none: then they come later.
  private static void enqueue(Site site, List<SampleJob> jobs) throws Exception {
    try {
      site.enqueue(jobs);
    } catch (QueueException.Unavailable e) {
      Thread.sleep(200);
    }
  }

  private static boolean hasStarted(Site site, String name) throws IOException {
    return site.allFinal()
        || site.marks().byJob().keySet().stream().anyMatch(id -> id.startsWith(name));
  }

  private static boolean saysSo(Site site, WorkerProcess worker) throws IOException {
    var said = Files.readString(site.directory().resolve(worker.id() + ".log"));
    return said.contains("Claiming is paused: ") || said.contains("In trouble: ");
  }

  private static void judge(Site site, String id) {
    var job = site.find(id).orElseThrow();
    if (job.state() != JobState.COMPLETED || job.attempts() != 1 || job.interruptions() != 0) {
      site.complain(
          "%s is %s after %d attempts, %d interruptions: %s"
              .formatted(
                  id, job.state().word(), job.attempts(), job.interruptions(), history(site, job)));
    }
  }

  private static String history(Site site, Job job) {
    return site.store().jobs().attempts(job.seq()).toString();
  }

  /// They fork nothing: one that cannot fork when it has begun has failed.
  private static List<SampleJob> healthy(String name, int count, RandomGenerator random) {
    var jobs = new ArrayList<SampleJob>();
    for (var i = 0; i < count; i++) {
      jobs.add(
          new SampleJob(
              name + i,
              0,
              random.nextInt(1, 6),
              0,
              false,
              i % 3 == 0,
              i % 5 == 0 ? SampleJob.Prints.ANEW : SampleJob.Prints.BUSY));
    }
    return jobs;
  }

  /// None more than there are, for the worker and each of its shells.
  private static Mounts.Mount processes(Site site, Victim victim, RandomGenerator random)
      throws IOException {
    limit(site, victim.owner, "--nproc=1:");
    return () -> limit(site, victim.owner, "--nproc=" + MANY + ":");
  }

  private static void limit(Site site, Owner owner, String limit) throws IOException {
    for (var pid : Processes.of(site.directory())) {
      try {
        owner.limit(pid, limit);
      } catch (IOException e) {
        if (ProcessHandle.of(pid).isPresent()) {
          throw e;
        }
      }
    }
  }

  /// As many as are open or fewer. Its shells have enough.
  private static Mounts.Mount files(Site site, Victim victim, RandomGenerator random)
      throws IOException {
    var pid = victim.worker.pid();
    var open = Path.of("/proc", Long.toString(pid), "fd").toFile().list().length;
    victim.owner.limit(pid, "--nofile=" + random.nextInt(open / 2, open + 2) + ":");
    return () -> victim.owner.limit(pid, "--nofile=" + MANY + ":");
  }

  private static Mounts.Mount runIsAFile(Site site, Victim victim, RandomGenerator random)
      throws IOException {
    return replace(run(site));
  }

  private static Mounts.Mount outputIsAFile(Site site, Victim victim, RandomGenerator random)
      throws IOException {
    return replace(site.logs().root().resolve("0"));
  }

  private static Path run(Site site) {
    return site.home().resolve("run");
  }

  /// A file is in the place of a directory.
  private static Mounts.Mount replace(Path directory) throws IOException {
    var away = directory.resolveSibling(directory.getFileName() + ".away");
    Files.move(directory, away);
    Files.createFile(directory);
    return () -> {
      Files.delete(directory);
      Files.move(away, directory);
    };
  }

  private static Mounts.Mount deleteAtEnd(List<Path> files) {
    return () -> {
      for (var file : files) {
        Files.delete(file);
      }
    };
  }
}
