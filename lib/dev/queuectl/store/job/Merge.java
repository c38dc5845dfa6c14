package dev.queuectl.store.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The first elements of several lists, each of which is in order. Of each list its share is read,
/// then twice as much each time that it turns out to have more of the first: however many lists
/// there are, hardly more is read than is wanted.
final class Merge<T> {
  /// One of the lists.
  @FunctionalInterface
  interface Source<T> {
    /// @param last null means from the beginning
    /// @return what follows; fewer than the limit only if there are no more
    List<T> after(@Nullable T last, int limit);
  }

  private final Source<T> source;
  private List<T> read;
  private int asked;
  private int next;

  private Merge(Source<T> source, int share) {
    this.source = source;
    this.asked = share;
    this.read = source.after(null, share);
  }

  static <T> List<T> first(List<Source<T>> sources, Comparator<T> order, int limit) {
    if (sources.size() == 1) {
      return sources.getFirst().after(null, limit);
    }
    var heads = new PriorityQueue<Merge<T>>(Comparator.comparing(Merge::head, order));
    for (var source : sources) {
      var list = new Merge<>(source, Math.min(limit, limit / sources.size() + 1));
      if (!list.read.isEmpty()) {
        heads.add(list);
      }
    }
    var first = new ArrayList<T>();
    while (first.size() < limit && !heads.isEmpty()) {
      var list = heads.remove();
      first.add(list.head());
      if (list.goesOn(limit - first.size())) {
        heads.add(list);
      }
    }
    return first;
  }

  private T head() {
    return read.get(next);
  }

  /// Steps behind the head.
  ///
  /// @param wanted how many more can be needed
  private boolean goesOn(int wanted) {
    next++;
    if (next == read.size() && next == asked && wanted > 0) {
      asked = (int) Math.min(2L * asked, wanted);
      read = source.after(read.getLast(), asked);
      next = 0;
    }
    return next < read.size();
  }
}
