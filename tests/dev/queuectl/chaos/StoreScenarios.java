package dev.queuectl.chaos;

import dev.queuectl.Setting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/// The store itself cannot be used for a while.
final class StoreScenarios {
  private static final int PAGE = 4096;
  private static final int UNAVAILABLE = 3;
  private static final List<String> PAGES = List.of("jobs", "jobs_ready", "workers", "meta");
  private static final int SLOTS = 4;

  private StoreScenarios() {}

  /// Another process holds the write lock for five seconds.
  static void locked(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(40, 25, random));
    site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    Thread.sleep(random.nextInt(0, 1000));
    site.countFault();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA busy_timeout = 10000");
      sql.execute("BEGIN EXCLUSIVE");
      Thread.sleep(5000);
      sql.execute("COMMIT");
    }
    goesOn(site);
  }

  /// No file of the store can be written when the next worker starts.
  static void readOnly(Site site, int number, RandomGenerator random) throws Exception {
    Mounts.require();
    orphan(site, random);
    try (var _ = Mounts.readOnly(site.home())) {
      site.countFault();
      refuses(site, "read-only");
    }
    site.startWorker(SLOTS);
    goesOn(site);
  }

  /// A page of the database is overwritten while no worker lives, and later restored.
  static void corrupted(Site site, int number, RandomGenerator random) throws Exception {
    orphan(site, random);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    site.countFault();
    var page = rootPage(site.database(), PAGES.get(number % PAGES.size()));
    var good = exchange(site.database(), page, garbage(random));
    noticesDamage(site);
    exchange(site.database(), page, good);
    site.startWorker(SLOTS);
    goesOn(site);
  }

  /// The page of the configuration, which nobody writes meanwhile, is overwritten under a worker,
  /// and restored when that one has said so. Its jobs run on, and so does it.
  static void corruptedLive(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(24, 40, random));
    var worker = site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    Thread.sleep(random.nextInt(0, 500));
    var page = rootPage(site.database(), "config");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA busy_timeout = 10000");
      sql.execute("PRAGMA wal_checkpoint");
    }
    site.countFault();
    var good = exchange(site.database(), page, garbage(random));
    // What another process changes makes the worker read anew.
    site.enqueue(List.of(SampleJob.lasting("late", 200)));
    site.await(60, "the damage is told", () -> log(site, worker).contains("is damaged"));
    Thread.sleep(random.nextInt(0, 1500));
    exchange(site.database(), page, good);
    goesOn(site);
  }

  private static byte[] garbage(RandomGenerator random) {
    var garbage = new byte[PAGE];
    random.nextBytes(garbage);
    garbage[0] = (byte) 0xff; // no kind of page there is
    return garbage;
  }

  private static long rootPage(Path database, String name) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var sql =
            connection.prepareStatement("SELECT rootpage FROM sqlite_schema WHERE name = ?")) {
      sql.setString(1, name);
      return sql.executeQuery().getLong(1);
    }
  }

  /// Writes a page in place.
  ///
  /// @return what was there
  private static byte[] exchange(Path database, long page, byte[] bytes) throws IOException {
    try (var file = new RandomAccessFile(database.toFile(), "rw")) {
      var before = new byte[PAGE];
      file.seek((page - 1) * PAGE);
      file.readFully(before);
      file.seek((page - 1) * PAGE);
      file.write(bytes);
      return before;
    }
  }

  /// A worker must say what is wrong and leave with exit code 3; one that has seen the damage only
  /// after its start must say so and stay, for the jobs that it has.
  private static void noticesDamage(Site site) throws Exception {
    var worker = site.startCommand("damaged", List.of("worker", "start", "--count", "2"));
    site.await(60, "the damage is told", () -> log(site, worker).contains("is damaged"));
    var code = worker.exitCode(2);
    if (code != -1 && code != UNAVAILABLE) {
      site.complain("exit code %d: %s".formatted(code, log(site, worker)));
    }
    worker.crash();
    if (log(site, worker).lines().count() > 30) {
      site.complain("says it again and again: " + log(site, worker));
    }
  }

  /// The disk of the database, with `run/` beside it, is full for some seconds.
  static void databaseDiskFull(Site site, int number, RandomGenerator random) throws Exception {
    diskFull(site, site.home(), random);
  }

  /// The disk of the output is full for some seconds.
  static void outputDiskFull(Site site, int number, RandomGenerator random) throws Exception {
    diskFull(site, site.home().resolve("logs"), random);
  }

  /// Some jobs run then, and others wait.
  private static void diskFull(Site site, Path disk, RandomGenerator random) throws Exception {
    site.set(Setting.DISK_RESERVE, "2M"); // the disk is a small one
    site.enqueue(SampleJob.some(40, 25, random));
    site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    site.countFault();
    var filler = Mounts.fill(disk);
    Thread.sleep(random.nextInt(500, 4000));
    // What ran at that time could not print.
    site.marks().byJob().keySet().forEach(site::excuseOutput);
    Files.delete(filler);
    goesOn(site);
  }

  /// Jobs that run without a worker.
  private static void orphan(Site site, RandomGenerator random) throws Exception {
    site.enqueue(SampleJob.some(12, 25, random));
    var victim = site.startWorker(SLOTS);
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    Thread.sleep(random.nextInt(0, 500));
    victim.crash();
  }

  /// A worker and an enqueuing command must leave with exit code 3 and a sentence.
  private static void refuses(Site site, String what) throws Exception {
    var commands =
        List.of(
            site.startCommand("refused1", List.of("worker", "start", "--count", "2")),
            site.startCommand("refused2", List.of("enqueue", "--id", "refused", "true")));
    for (var command : commands) {
      var code = command.exitCode(60);
      if (code != UNAVAILABLE) {
        site.complain("%s: exit code %d: %s".formatted(what, code, log(site, command)));
        command.crash();
      }
    }
  }

  private static String log(Site site, WorkerProcess command) throws IOException {
    return Files.readString(site.directory().resolve(command.id() + ".log")).strip();
  }

  private static void goesOn(Site site) throws Exception {
    var starts = site.marks().starts();
    var since = System.nanoTime();
    site.measure(
        since, 30, "the next job starts", () -> site.marks().starts() > starts || site.allFinal());
  }
}
