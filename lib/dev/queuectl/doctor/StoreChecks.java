package dev.queuectl.doctor;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.Upkeep.WrongRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The doctor's checks of what is in the database.
final class StoreChecks {
  /// Clocks of hosts that are kept right differ by less.
  private static final Remedy LOOK_WHY =
      new Remedy.ByHand("queuectl why NAME and queuectl schedule show NAME say what became of it.");

  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final int MOST_SCHEDULES = 5;

  private final Store store;
  private final String address;
  private final InstantSource clock;
  private final Instant now;

  StoreChecks(Store store, String address, InstantSource clock) {
    this.store = store;
    this.address = address;
    this.clock = clock;
    this.now = clock.instant();
  }

  /// Whether the pages and indexes of the file are as they should be. Where they are not, nothing
  /// else can be believed.
  Finding integrity(Upkeep.Damage damage) {
    return damage.file().isEmpty()
        ? Finding.ok("integrity", "every page and index is sound")
        : Finding.problem(
            "integrity",
            "the database is damaged: " + Finding.counted(damage.file(), "place"),
            new Remedy.ByHand(
                "Stop the workers, keep a copy of %s and its -wal, and restore a backup, or save what can be read of %s as the README says (When something is wrong)"
                    .formatted(address, address)));
  }

  List<Finding> findings(Upkeep.Damage damage) {
    var disorder = store.upkeep().disorder(now);
    var findings =
        List.of(
            Finding.ok("schema", "version " + store.upkeep().version()),
            clock(disorder.latest()),
            rows(disorder, damage),
            values(disorder.wrong()),
            surroundings(disorder.deprived()),
            counts(disorder),
            attempts(disorder),
            ownerless(disorder.ownerless()),
            leases(disorder.lapsed()));
    return Stream.of(findings.stream(), config(), schedules()).flatMap(found -> found).toList();
  }

  /// Values that no command of ours has set.
  private Stream<Finding> config() {
    return store.config().settings().faults().values().stream()
        .map(fault -> Finding.problem("config", fault, Remedy.Command.REPAIR));
  }

  /// Those that nobody carries out, and those that do not complete in time.
  private Stream<Finding> schedules() {
    var overdue =
        LiveWorkers.of(store.workers(), now).isEmpty()
            ? store.schedules().due(now, MOST_SCHEDULES).stream()
                .flatMap(schedule -> schedule.overdue(now).stream())
                .map(why -> Finding.problem("schedules", why, Remedy.Command.START_WORKER))
            : Stream.<Finding>of();
    var late =
        store.schedules().late(now, MOST_SCHEDULES).stream()
            .map(why -> Finding.problem("schedules", why, LOOK_WHY));
    return Stream.concat(overdue, late);
  }

  /// By the time of now: workers went on while the rows were read.
  private Finding clock(Instant latest) {
    var now = clock.instant();
    return latest.isAfter(now.plus(TOLERANCE))
        ? Finding.problem(
            "clock",
            "it is %s, but something is dated %s in the future"
                .formatted(JsonOut.time(now), Durations.text(Duration.between(now, latest))),
            new Remedy.ByHand(
                "The clock was set back, or another host's is ahead. Nothing is lost; set it"
                    + " right."))
        : Finding.ok("clock", "nothing is dated in the future");
  }

  private static Finding rows(Upkeep.Disorder disorder, Upkeep.Damage damage) {
    var damaged = disorder.damaged().stream().map(job -> job.id() + ": " + job.damage()).toList();
    if (!damaged.isEmpty()) {
      return Finding.problem(
          "rows",
          Finding.counted(damaged, "job") + " cannot be read completely and will not run",
          Remedy.Command.REPAIR);
    }
    if (!disorder.contradictory().isEmpty()) {
      return Finding.problem(
          "rows",
          Finding.counted(disorder.contradictory(), "job") + " whose columns contradict each other",
          Remedy.Command.REPAIR);
    }
    // what is wrong in single columns is named below
    return damage.rows().isEmpty() || !disorder.wrong().isEmpty()
        ? Finding.ok("rows", "every job is in one state")
        : Finding.problem(
            "rows",
            "rows that violate the schema: " + String.join(", ", damage.rows()),
            Remedy.Command.REPAIR_AND_REST_BY_HAND);
  }

  private static Finding values(List<WrongRow> rows) {
    var wrong =
        rows.stream()
            .map(it -> "%s %s: %s".formatted(it.table(), it.row(), String.join(" ", it.columns())))
            .toList();
    return wrong.isEmpty()
        ? Finding.ok("values", "every value fits its column")
        : Finding.problem(
            "values",
            Finding.counted(wrong, "row") + " with a value that does not fit its column",
            Remedy.Command.REPAIR);
  }

  private static Finding surroundings(List<String> deprived) {
    return deprived.isEmpty()
        ? Finding.ok("surroundings", "every environment and standard input of a job is there")
        : Finding.problem(
            "surroundings",
            Finding.counted(deprived, "job") + " whose environment or standard input is lost",
            Remedy.Command.REPAIR);
  }

  private static Finding counts(Upkeep.Disorder disorder) {
    return disorder.wrongCounts() == 0
        ? Finding.ok("counts", "the job counts are right")
        : Finding.problem(
            "counts",
            Numbers.counted(disorder.wrongCounts(), "wrong count"),
            Remedy.Command.REPAIR);
  }

  private static Finding attempts(Upkeep.Disorder disorder) {
    if (!disorder.misnumbered().isEmpty()) {
      return Finding.problem(
          "attempts",
          Finding.counted(disorder.misnumbered(), "job")
              + " whose last attempt has a lower number than an earlier one",
          Remedy.Command.REPAIR);
    }
    return disorder.strayAttempts() == 0
        ? Finding.ok("attempts", "each belongs to a job and has its own number")
        : Finding.problem(
            "attempts",
            Numbers.counted(disorder.strayAttempts(), "attempt") + " without a job",
            Remedy.Command.REPAIR);
  }

  private Finding ownerless(List<Job> jobs) {
    if (jobs.isEmpty()) {
      return Finding.ok("owners", "the worker of each running job is known");
    }
    var waiting = jobs.stream().filter(job -> !hasLapsed(job)).toList();
    return Finding.problem(
        "owners",
        Finding.counted(ids(jobs), "job") + " running under an unknown worker",
        waiting.isEmpty() ? Remedy.Command.REPAIR : Remedy.Command.REPAIR_ONCE_LEASE_HAS_LAPSED);
  }

  boolean hasLapsed(Job job) {
    return job.lease() == null || job.lease().until().isBefore(now);
  }

  private static Finding leases(List<Job> lapsed) {
    return lapsed.isEmpty()
        ? Finding.ok("leases", "none has lapsed")
        : Finding.problem(
            "leases",
            Finding.counted(ids(lapsed), "job") + " whose lease has lapsed",
            Remedy.Command.START_WORKER_IF_NONE_DOES);
  }

  static List<String> ids(List<Job> jobs) {
    var ids = new ArrayList<String>();
    jobs.forEach(job -> ids.add(job.id()));
    return ids;
  }
}
