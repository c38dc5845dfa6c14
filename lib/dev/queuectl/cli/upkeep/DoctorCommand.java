package dev.queuectl.cli.upkeep;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.access.StorePlace;
import dev.queuectl.cli.console.Advice;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.doctor.Doctor;
import dev.queuectl.doctor.Finding;
import dev.queuectl.doctor.Places;
import dev.queuectl.doctor.Remedy;
import dev.queuectl.report.Printable;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.DatabaseFolder;
import io.micronaut.context.annotation.Prototype;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  private static final String REPAIR = "Repair it with: queuectl doctor --repair";

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
      new Doctor(openStore(), places(), access::now).examine(repair, findings::add);
      record(findings);
    } catch (QueueException.Unavailable e) {
      // Also in the middle: what was found so far is shown, too.
      findings.add(Finding.problem("store", e.getMessage(), new Remedy.OfFailure(e)));
    }
    print(findings);
    return findings.stream().anyMatch(Finding::isProblem) ? Failures.FAILED : 0;
  }

  private void record(List<Finding> findings) {
    var mended =
        findings.stream()
            .filter(finding -> finding.state() == Finding.State.MENDED)
            .map(Finding::what)
            .toList();
    if (!mended.isEmpty()) {
      access.audit().add("repair", null, String.join("; ", mended));
    }
  }

  /// Opening makes a new database where none is, and drops what an old one has left.
  private Store openStore() {
    var database = database();
    if (database != null && new DatabaseFolder(database).isMissing()) {
      throw new QueueException.Unavailable(
          "the database %s is missing, but its -wal, which may hold its last changes, is there"
              .formatted(database),
          "Put the database back next to it before anything opens the queue.");
    }
    return access.openExisting();
  }

  private Places places() {
    var place = access.place();
    return new Places(
        place.address(),
        database(),
        place.home(),
        place.runDirectory(),
        () -> access.logs().root());
  }

  private @Nullable Path database() {
    return access.place() instanceof StorePlace.File(var database) ? database : null;
  }

  private void print(List<Finding> findings) {
    if (printer.json()) {
      printer.objects(
          findings,
          (json, finding) -> {
            json.field("check", finding.check());
            json.field("state", finding.state().word());
            json.field("what", finding.what());
            json.field("advice", advice(finding.remedy()));
          });
      return;
    }
    for (var finding : findings) {
      var style = finding.isProblem() ? Style.RED : Style.PLAIN;
      printer.line(printer.styled(style, Printable.line(line(finding))));
    }
  }

  private static String line(Finding finding) {
    var advice = advice(finding.remedy());
    return "%-7s  %s: %s%s"
        .formatted(
            finding.state().word(),
            finding.check(),
            finding.what(),
            advice.isEmpty() ? "" : ". " + advice);
  }

  /// A sentence, or empty.
  private static String advice(Remedy remedy) {
    return switch (remedy) {
      case Remedy.ByHand(var sentence) -> sentence;
      case Remedy.OfFailure(var failure) -> Advice.of(failure);
      case Remedy.Command command -> advice(command);
    };
  }

  private static String advice(Remedy.Command command) {
    return switch (command) {
      case REPAIR -> REPAIR;
      case REPAIR_AND_REST_BY_HAND -> REPAIR + ", and fix the rest by hand, with sqlite3";
      case REPAIR_ONCE_LEASE_HAS_LAPSED ->
          "Wait until the lease has lapsed; then repair it with: queuectl doctor --repair";
      case START_WORKER -> "The next worker will take them over: queuectl worker start";
      case START_WORKER_IF_NONE_DOES ->
          "A worker will take them over. If none does, start one: queuectl worker start";
    };
  }
}
