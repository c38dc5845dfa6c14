package dev.queuectl.web.page;

import dev.queuectl.Job;
import dev.queuectl.report.DeadGroup;
import java.util.List;

/// The dead letter queue by what jobs died of.
///
/// @param total how many jobs are dead
/// @param looked how many of them, the newest, were looked at
/// @param groups the largest first
/// @param group whose jobs are listed; empty for none
/// @param jobs those of the group
public record DlqView(
    long total, long looked, List<DeadGroup> groups, String group, List<Job> jobs) {
  public DlqView {
    groups = List.copyOf(groups);
    jobs = List.copyOf(jobs);
  }
}
