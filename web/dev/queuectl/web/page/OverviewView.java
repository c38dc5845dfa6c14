package dev.queuectl.web.page;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.report.Backlog;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.web.page.chart.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the queue as a whole stands.
///
/// @param problems the urgent ones first
/// @param oldestWaiting how long the job has waited that waits longest for a slot
/// @param backlog what there is to run now, and by whom
/// @param untilEmpty how long the workers will need for what they can run, at the pace of the last
///   minutes; empty if nothing says
public record OverviewView(
    Map<JobState, Long> counts,
    List<Problem> problems,
    Series series,
    List<Queue> queues,
    List<WorkerReport> workers,
    Optional<Duration> oldestWaiting,
    Backlog backlog,
    Optional<Duration> untilEmpty) {
  public OverviewView {
    problems = List.copyOf(problems);
    queues = List.copyOf(queues);
    workers = List.copyOf(workers);
  }
}
