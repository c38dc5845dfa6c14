package dev.queuectl.web.page;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Wait;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.page.part.Typed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of the list of jobs.
///
/// @param next where the list goes on; null if it ends here
/// @param newer how many jobs have come since that the first page would begin with; as many as
///   [#MOST_NEWER] means that or more
/// @param counts of the jobs that match but for their state, for every state; empty if too many
///   would have to be looked at
/// @param waiting what the pending and failed ones of the queue wait for, or of all
/// @param queues the names there are
/// @param total how many jobs the whole list has; null if that is not known
/// @param typed what is wrong with the filter; then there is no list
/// @param unsorted why the list is not in the order that was asked for; empty if it is
public record JobsView(
    ListAddress filter,
    Listing listing,
    List<Job> jobs,
    @Nullable Place next,
    int newer,
    Map<JobState, Long> counts,
    Map<Wait, Long> waiting,
    List<String> queues,
    @Nullable Long total,
    Typed typed,
    String unsorted) {
  public static final int MOST_NEWER = 100;

  /// How many jobs a page holds.
  public static final int PAGE = 50;

  /// Whether the list may be sorted by what no index has.
  boolean isSortable() {
    return total != null && total <= JobOrder.MOST_SORTED;
  }

  public JobsView {
    jobs = List.copyOf(jobs);
    queues = List.copyOf(queues);
    counts = Map.copyOf(counts);
    waiting = Map.copyOf(waiting);
  }
}
