package dev.queuectl.cli.upkeep;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Advice;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.report.FailureClause;
import dev.queuectl.report.Printable;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.sqlite.DatabaseFolder;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `doctor`
@Prototype
@Command(
    name = "doctor",
    description = {
      "Check the queue: database, rows, workers, files, disk, clock.",
      "Prints one line per check: ok, or the problem and what to do; exit code 1 if there is a problem. Workers may keep running.",
      "--repair fixes whatever it safely can, after saving a copy of the database next to it. It does not touch a damaged database, or the jobs of dead workers (the next worker takes those over)."
    },
    footer = {"  queuectl doctor", "  queuectl doctor --repair", "  queuectl doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--repair", description = "Fix whatever can be fixed safely.")
  boolean repair;

  private final StoreAccess access;
  private final Printer printer;

  DoctorCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var findings = new ArrayList<Finding>();
    try {
      examine(openStore(), findings);
    } catch (QueueException.Unavailable e) {
      // Also in the middle: what was found so far is shown, too.
      findings.add(Finding.problem("store", e.getMessage(), Advice.of(e)));
    }
    print(findings);
    return findings.stream().anyMatch(Finding::isProblem) ? Failures.FAILED : 0;
  }

  /// Opening makes a new database where none is, and drops what an old one has left.
  private Store openStore() {
    var database = access.place().database();
    if (new DatabaseFolder(database).isMissing()) {
      throw new QueueException.Unavailable(
          "the database %s is missing, but its -wal, which may hold its last changes, is there"
              .formatted(database),
          "Put the database back next to it before anything opens the queue.");
    }
    return access.openExisting();
  }

  private void examine(Store store, List<Finding> findings) {
    var rows = new StoreChecks(store, access.place().address(), access::now);
    findings.add(Finding.ok("store", access.place().address()));
    var damage = store.upkeep().damage();
    findings.add(rows.integrity(damage));
    if (!damage.file().isEmpty()) {
      return;
    }
    var workers = new WorkerChecks(store.workers(), access.now());
    var files = new FileChecks(store, access);
    var rest = rest(damage, rows, workers, files);
    if (repair && rest.stream().anyMatch(Finding::isProblem)) {
      repair(new Repair(store, access.place(), access.now()), rows, workers, files, findings);
      rest = rest(store.upkeep().damage(), rows, workers, files);
    }
    findings.addAll(rest);
  }

  /// What was mended before something failed stays mended, and is said.
  private static void repair(
      Repair repair,
      StoreChecks rows,
      WorkerChecks workers,
      FileChecks files,
      List<Finding> findings) {
    try {
      repair.all(rows, workers, files);
    } catch (IOException e) {
      findings.add(Finding.problem("repair", "stopped here: " + Obstacles.words(e), ""));
    } catch (QueueException.Unavailable e) {
      findings.add(Finding.problem("repair", "stopped here: " + FailureClause.of(e), Advice.of(e)));
    } finally {
      findings.addAll(repair.done());
    }
  }

  private static List<Finding> rest(
      Upkeep.Damage damage, StoreChecks rows, WorkerChecks workers, FileChecks files) {
    var rest = new ArrayList<>(rows.findings(damage));
    rest.addAll(workers.findings());
    rest.addAll(files.findings());
    return rest;
  }

  private void print(List<Finding> findings) {
    if (printer.json()) {
      printer.objects(findings, (json, finding) -> finding.fields(json));
      return;
    }
    findings.forEach(
        finding ->
            printer.line(
                printer.styled(
                    finding.isProblem() ? Style.RED : Style.PLAIN,
                    Printable.line(finding.line()))));
  }
}
