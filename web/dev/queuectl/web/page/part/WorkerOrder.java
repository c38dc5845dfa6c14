package dev.queuectl.web.page.part;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import dev.queuectl.Words;
import dev.queuectl.report.WorkerReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// By what the workers are sorted.
public enum WorkerOrder {
  STARTED("first started", comparing(report -> report.worker().startedAt())),
  BUSY("busiest", comparingInt((WorkerReport report) -> report.jobs().size()).reversed()),
  DONE("most done", comparingLong((WorkerReport report) -> report.worker().jobsDone()).reversed()),
  SILENT("longest silent", comparing(report -> report.worker().heartbeatAt())),
  HOST("host", comparing(report -> report.worker().host()));

  private final String title;
  private final Comparator<WorkerReport> comparator;

  WorkerOrder(String title, Comparator<WorkerReport> comparator) {
    this.title = title;
    this.comparator = comparator;
  }

  /// @param word empty for the first
  /// @throws dev.queuectl.QueueException.Invalid if there is no such order
  public static WorkerOrder of(String word) {
    return word.isEmpty() ? STARTED : Words.match("sort", word, values(), WorkerOrder::word);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  public List<WorkerReport> sorted(List<WorkerReport> workers) {
    return workers.stream().sorted(comparator).toList();
  }
}
