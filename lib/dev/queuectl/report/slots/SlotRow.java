package dev.queuectl.report.slots;

import java.util.List;

/// A slot of a worker, and what it ran, the last first.
///
/// @param alive whether the worker is still there
public record SlotRow(String worker, int slot, boolean alive, List<SlotRun> runs) {
  public SlotRow {
    runs = List.copyOf(runs);
  }
}
