package dev.queuectl.chaos;

import dev.queuectl.JobState;
import dev.queuectl.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/// The machine around the workers changes: its boot, its pids, its clock.
final class HostScenarios {
  private static final String OTHER_BOOT = "00000000-0000-0000-0000-000000000000";
  private static final int SLOTS = 4;

  private HostScenarios() {}

  /// All processes are gone, and what they wrote names another boot.
  static void reboot(Site site, int number, RandomGenerator random) throws Exception {
    site.set(Setting.LEASE, "2s");
    var victim = crowd(site, random);
    site.countFault();
    victim.crash();
    site.running().forEach(job -> site.excuse(job.id()));
    Processes.of(site.directory()).forEach(pid -> Processes.send(pid, Processes.KILL));
    var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    change(
        site,
        "UPDATE workers SET host_id = replace(host_id, '%s', '%s')".formatted(boot, OTHER_BOOT));
    for (var journal : journals(site)) {
      rewrite(journal, boot, OTHER_BOOT);
    }
    takeOver(site, victim);
  }

  /// The pid of the dead worker, and that of the wrapper of a dead job, belong to others now, who
  /// must neither be waited for nor harmed.
  static void pidReuse(Site site, int number, RandomGenerator random) throws Exception {
    var victim = crowd(site, random);
    site.countFault();
    victim.crash();
    var bystander = new ProcessBuilder("setsid", "sleep", "300").start();
    try {
      change(site, "UPDATE workers SET pid = " + bystander.pid());
      replaceOneJob(site, bystander.pid());
      takeOver(site, victim);
      site.finish(60);
      if (!bystander.isAlive()) {
        site.complain("a process was killed that has only the pid of a dead one");
      }
    } finally {
      bystander.destroyForcibly().waitFor();
    }
  }

  private static void replaceOneJob(Site site, long pid) throws IOException {
    var job = site.running().getFirst();
    var processes = site.processesOf(job);
    site.excuse(job.id());
    processes.forEach(process -> Processes.send(process, Processes.KILL));
    if (!processes.isEmpty()) {
      for (var journal : journals(site)) {
        rewrite(journal, " " + processes.getFirst() + " ", " " + pid + " ");
      }
    }
  }

  /// The clock jumps an hour while jobs run, wait for a retry, and are enqueued.
  static void clock(Site site, int number, RandomGenerator random) throws Exception {
    var seconds = number % 2 == 0 ? 3600 : -3600;
    var clock = Files.writeString(site.directory().resolve("clock"), "0");
    var now = new ChaosWorker.ShiftedClock(clock);
    site.set(Setting.BACKOFF_BASE, "3");
    site.enqueue(List.of(new SampleJob("twice", 0, 1, 50, true, false)), now.instant());
    site.enqueue(SampleJob.some(8, 60, random), now.instant());
    var worker = site.startChaosWorker(new ChaosWorker.Plan(SLOTS, 0, false, 9, clock));
    site.await(60, "a retry waits", () -> is(site, "twice", JobState.FAILED));
    Thread.sleep(random.nextInt(0, 1500));
    site.countFault();
    Files.writeString(clock, Integer.toString(seconds));
    var jumpedAt = System.nanoTime();
    site.enqueue(List.of(SampleJob.lasting("later", 100)), now.instant());
    if (random.nextBoolean()) {
      worker.crash(); // the next one starts with the new time
    }
    var heir = site.startChaosWorker(new ChaosWorker.Plan(SLOTS, 0, false, 9, clock));
    site.measure(jumpedAt, 40, "all have ended after the jump", site::allFinal);
    heir.exitCode(20);
  }

  private static boolean is(Site site, String id, JobState state) {
    return site.find(id).filter(job -> job.state() == state).isPresent();
  }

  /// A worker with all its slots full.
  private static WorkerProcess crowd(Site site, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(10, 25, random));
    var worker = site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS && !site.running().isEmpty());
    Thread.sleep(random.nextInt(0, 300));
    return worker;
  }

  private static void takeOver(Site site, WorkerProcess victim) throws Exception {
    var startedAt = System.nanoTime();
    site.startWorker(SLOTS);
    site.measureTakeover(victim, startedAt);
  }

  private static List<Path> journals(Site site) throws IOException {
    try (var files = Files.list(site.home().resolve("run"))) {
      return files.filter(file -> file.toString().contains(".journal")).toList();
    }
  }

  private static void rewrite(Path file, String from, String to) throws IOException {
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  private static void change(Site site, String statement) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
        var sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }
}
