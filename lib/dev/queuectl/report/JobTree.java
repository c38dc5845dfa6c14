package dev.queuectl.report;

import dev.queuectl.Job;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Jobs of a list, each below the first one of it for which it waits. Pure.
///
/// @param depth how far below
public record JobTree(Job job, int depth) {
  private static final int DEEPEST = 12;

  /// @param parents the numbers of the jobs for which a job waits
  public static List<JobTree> of(List<Job> jobs, Function<Job, List<Long>> parents) {
    var listed = jobs.stream().map(Job::seq).collect(Collectors.toSet());
    var below = new HashMap<Long, List<Job>>();
    var roots = new ArrayList<Job>();
    for (var job : jobs) {
      first(job, parents, listed, below, roots);
    }
    var tree = new ArrayList<JobTree>();
    var next = new ArrayDeque<JobTree>();
    roots.forEach(root -> next.add(new JobTree(root, 0)));
    while (!next.isEmpty()) {
      var each = next.remove();
      tree.add(each);
      // the one enqueued first comes first, however the list is sorted
      below.getOrDefault(each.job().seq(), List.of()).stream()
          .sorted((a, b) -> Long.compare(b.seq(), a.seq()))
          .forEach(job -> next.addFirst(new JobTree(job, each.depth() + 1)));
    }
    return tree;
  }

  private static void first(
      Job job,
      Function<Job, List<Long>> parents,
      Set<Long> listed,
      Map<Long, List<Job>> below,
      List<Job> roots) {
    parents.apply(job).stream()
        .filter(listed::contains)
        .findFirst()
        .ifPresentOrElse(
            parent -> below.computeIfAbsent(parent, _ -> new ArrayList<>()).add(job),
            () -> roots.add(job));
  }

  /// Its id, as far to the right as it is below.
  public String id() {
    return depth == 0 ? job.id() : "  ".repeat(Math.min(depth, DEEPEST) - 1) + "└ " + job.id();
  }
}
