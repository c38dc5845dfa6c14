package dev.queuectl.doctor;

import dev.queuectl.QueueException;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.report.FailureClause;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Looks for what is wrong with a queue, even while workers are running, and mends what it safely
/// can.
///
/// @param clock read again for each check, since others go on meanwhile
public record Doctor(Store store, Places places, InstantSource clock) {

  /// @param found takes each finding at once, so that findings are known even if a later check
  ///   fails
  /// @throws QueueException.Unavailable
  public void examine(boolean repair, Consumer<Finding> found) {
    var rows = new StoreChecks(store, places.address(), clock);
    found.accept(Finding.ok("store", places.address()));
    store.upkeep().conditions().stream().map(Finding::of).forEach(found);
    var damage = store.upkeep().damage();
    if (places.database() != null) {
      found.accept(rows.integrity(damage));
    }
    if (!damage.file().isEmpty()) {
      return;
    }
    var now = clock.instant();
    var workers = new WorkerChecks(store.workers(), now);
    var files = new FileChecks(store, places, now);
    var rest = rest(damage, rows, workers, files);
    if (repair && rest.stream().anyMatch(Finding::isProblem)) {
      repair(new Repair(store, places, now), rows, workers, files, found);
      rest = rest(store.upkeep().damage(), rows, workers, files);
    }
    rest.forEach(found);
  }

  /// If something fails, whatever was mended before stays mended, and is reported.
  private static void repair(
      Repair repair,
      StoreChecks rows,
      WorkerChecks workers,
      FileChecks files,
      Consumer<Finding> found) {
    try {
      repair.all(rows, workers, files);
    } catch (IOException e) {
      found.accept(Finding.problem("repair", "stopped here: " + Obstacles.words(e), Remedy.NONE));
    } catch (QueueException.Unavailable e) {
      found.accept(
          Finding.problem(
              "repair", "stopped here: " + FailureClause.of(e), new Remedy.OfFailure(e)));
    } finally {
      repair.done().forEach(found);
    }
  }

  private static List<Finding> rest(
      Upkeep.Damage damage, StoreChecks rows, WorkerChecks workers, FileChecks files) {
    var rest = new ArrayList<>(rows.findings(damage));
    rest.addAll(workers.findings());
    rest.addAll(files.findings());
    return rest;
  }
}
