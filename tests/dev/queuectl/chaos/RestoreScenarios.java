package dev.queuectl.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The store is put back to what it was a while before, and copied. The jobs that ran at that time
/// must have one end each, the true one; jobs enqueued afterwards get the numbers of others, whose
/// output and records are still there.
final class RestoreScenarios {
  private static final int SLOTS = 4;
  private static final int UNAVAILABLE = 3;

  private RestoreScenarios() {}

  static void run(Site site, int number, RandomGenerator random) throws Exception {
    site.enqueue(named("then", SLOTS, random));
    var victim =
        site.startCommand(
            "victim",
            List.of(
                "worker", "start", "--worker-id", "victim", "--count", Integer.toString(SLOTS)));
    site.await(60, "jobs run", () -> site.marks().starts() >= SLOTS);
    command(site, "backup", "backup", backup(site).toString());
    var later = named("later", 8, random);
    site.enqueue(later);
    site.await(60, "later jobs run", () -> site.marks().starts() >= SLOTS + random.nextInt(1, 6));
    Thread.sleep(random.nextInt(0, 300));
    site.countFault();
    site.forget(later);
    var since = System.nanoTime();
    site.apart(() -> restore(site, victim, number));
    site.enqueue(named("new", 8, random));
    site.startWorker(SLOTS);
    site.measure(since, 60, "new jobs start", () -> site.marks().of("new0").size() == 1);
    site.await(120, "all have ended", site::allFinal);
    copyBeside(site);
  }

  private static Path backup(Site site) {
    return site.directory().resolve("backup.db");
  }

  private static List<SampleJob> named(String name, int count, RandomGenerator random) {
    var jobs = new ArrayList<SampleJob>();
    for (var job : SampleJob.some(count, 12, random)) {
      jobs.add(
          new SampleJob(
              name + jobs.size(),
              job.exitCode(),
              job.steps(),
              job.stepMillis(),
              false,
              job.ownShell()));
    }
    return jobs;
  }

  private static void restore(Site site, WorkerProcess victim, int number) throws Exception {
    switch (number % 4) {
      case 0 -> {
        victim.crash();
        Files.copy(backup(site), site.database(), StandardCopyOption.REPLACE_EXISTING);
      }
      case 1 -> {
        victim.crash();
        command(site, "restore", "restore", backup(site).toString(), "--force");
      }
      case 2 -> {
        overwrite(site);
        leaves(site, victim, "was overwritten by another one");
      }
      default -> {
        Files.move(
            Files.copy(backup(site), site.home().resolve("next.db")),
            site.database(),
            StandardCopyOption.ATOMIC_MOVE);
        leaves(site, victim, "was replaced by another one");
      }
    }
  }

  /// As `cp` does, into the same file.
  private static void overwrite(Site site) throws IOException {
    try (var out = Files.newOutputStream(site.database())) {
      Files.copy(backup(site), out);
    }
  }

  private static void leaves(Site site, WorkerProcess victim, String why) throws Exception {
    var code = victim.exitCode(60);
    var said = Files.readString(site.directory().resolve("victim.log"));
    if (code != UNAVAILABLE || !said.contains(why)) {
      site.complain("the worker left with %d: %s".formatted(code, said));
    }
  }

  /// What is done to a copy must not touch the output of the original, which is looked at next.
  private static void copyBeside(Site site) throws Exception {
    var copy = site.home().resolve("copy.db").toString();
    command(site, "copy", "backup", copy);
    command(site, "remove", "remove", "--state", "completed", "--yes", "--db", copy);
    command(site, "clear", "dlq", "clear", "--yes", "--db", copy);
    command(site, "doctor", "doctor", "--repair", "--db", copy);
  }

  private static void command(Site site, String id, String... words) throws Exception {
    var command = site.startCommand(id, List.of(words));
    var code = command.exitCode(60);
    if (code != 0) {
      site.complain(
          "%s left with %d: %s"
              .formatted(id, code, Files.readString(site.directory().resolve(id + ".log"))));
    }
  }
}
