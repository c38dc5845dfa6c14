package dev.queuectl.report.slots;

import dev.queuectl.Worker;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the slots of all workers ran in a time that ends now, as far as jobs are still stored.
///
/// @param since everything that ended from then on is here, but for what [#of] says; of what ended
///   before, only a part
/// @param attempts how many there are in the rows
/// @param slotsLeft how many slots have no row
/// @param waitingLeft whether attempts of jobs may be missing that wait to run again
public record SlotHistory(
    Instant from,
    Instant until,
    Instant since,
    List<SlotRow> rows,
    int attempts,
    int slotsLeft,
    boolean waitingLeft) {
  private static final int MOST_ROWS = 128;

  public SlotHistory {
    rows = List.copyOf(rows);
  }

  /// Bounded, whatever the store holds: it finds the jobs that ended last, those that run, and some
  /// of those that are to run again. Attempts of other pending jobs, which were interrupted or
  /// retried by hand and wait for a slot, are found once these jobs run.
  public static SlotHistory of(Store store, Instant now, Duration span) {
    return store.snapshot(() -> inSnapshot(store, now, span));
  }

  private static SlotHistory inSnapshot(Store store, Instant now, Duration span) {
    var from = now.minus(span);
    var found = RecentRuns.of(store, from);
    var rows = rows(WorkerReport.all(store, now), found.runs());
    var shown = rows.stream().limit(MOST_ROWS).toList();
    return new SlotHistory(
        from,
        now,
        found.since(),
        shown,
        shown.stream().mapToInt(row -> row.runs().size()).sum(),
        rows.size() - shown.size(),
        found.waitingLeft());
  }

  /// Those of workers that are there first, busy or not; then of others, the last one first.
  private static List<SlotRow> rows(List<WorkerReport> workers, List<SlotRun> runs) {
    var slots = new LinkedHashMap<String, Map<Integer, List<SlotRun>>>();
    var alive = new ArrayList<String>();
    for (var report : workers) {
      var own = new LinkedHashMap<Integer, List<SlotRun>>();
      for (var slot = 0;
          slot < Math.min(report.worker().slots(), Worker.MOST_SLOTS) && report.alive();
          slot++) {
        own.put(slot, new ArrayList<>());
      }
      slots.put(report.worker().id(), own);
      if (report.alive()) {
        alive.add(report.worker().id());
      }
    }
    for (var run : runs) {
      slots
          .computeIfAbsent(run.attempt().worker(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(run.attempt().slot(), _ -> new ArrayList<>())
          .add(run);
    }
    var rows = new ArrayList<SlotRow>();
    slots.forEach(
        (worker, own) ->
            own.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> new SlotRow(worker, it.getKey(), alive.contains(worker), it.getValue()))
                .forEach(rows::add));
    rows.sort(Comparator.comparing(row -> !row.alive()));
    return rows;
  }

  /// Whether all that ended in the time is there.
  public boolean isWhole() {
    return !since.isAfter(from);
  }
}
