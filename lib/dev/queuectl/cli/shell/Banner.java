package dev.queuectl.cli.shell;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.Printable;
import dev.queuectl.store.Store;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// What the interactive shell and the menu say first: who they are, which queue it is, how it
/// stands.
@Singleton
final class Banner {
  private static final List<JobState> TOLD =
      List.of(JobState.PENDING, JobState.PROCESSING, JobState.FAILED, JobState.DEAD);

  private static final String NAME =
      """
        ___                              ____  _____  _
       / _ \\  _   _   ___  _   _   ___  / ___||_   _|| |
      | | | || | | | / _ \\| | | | / _ \\| |      | |  | |
      | |_| || |_| ||  __/| |_| ||  __/| |___   | |  | |___
       \\__\\_\\ \\__,_| \\___| \\__,_| \\___| \\____|  |_|  |_____|
      """;

  private final StoreAccess access;
  private final QuickRead quickRead;
  private final Printer printer;

  Banner(StoreAccess access, QuickRead quickRead, Printer printer) {
    this.access = access;
    this.quickRead = quickRead;
    this.printer = printer;
  }

  /// The whole, for the shell.
  List<String> lines() {
    var lines = new ArrayList<String>();
    NAME.lines().forEach(line -> lines.add(printer.styled(Style.CYAN, line)));
    lines.add("");
    lines.add(title());
    lines.add(standing());
    lines.add(printer.styled(Style.DIM, "Tab completes, help explains, Ctrl-D exits."));
    return lines;
  }

  String title() {
    return "%s %s  %s"
        .formatted(
            printer.styled(Style.BOLD, "QueueCTL"),
            VersionCommand.VERSION,
            printer.styled(Style.DIM, Printable.line(access.place().address())));
  }

  /// How many jobs and workers there are.
  String standing() {
    return quickRead.at(this::standing, "There is no queue there yet; the first job creates it.");
  }

  private String standing(Store store) {
    var counts = store.jobs().counts();
    var parts = new ArrayList<String>();
    for (var state : TOLD) {
      var text = "%,d %s".formatted(counts.getOrDefault(state, 0L), state.word());
      parts.add(counts.getOrDefault(state, 0L) == 0 ? text : printer.styled(Style.of(state), text));
    }
    return String.join(", ", parts) + "; " + workers(LiveWorkers.of(store.workers(), access.now()));
  }

  private static String workers(List<Worker> workers) {
    var slots = workers.stream().mapToInt(Worker::slots).sum();
    return workers.isEmpty()
        ? "no worker is running"
        : Numbers.counted(workers.size(), "worker") + ", " + Numbers.counted(slots, "slot");
  }
}
