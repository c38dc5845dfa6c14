package dev.queuectl.store.job;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Merges several sorted lists into one. They are read in parts, and nothing is read before it is
/// asked for: however many lists there are, hardly more is read than is wanted.
final class Merge<T> implements Iterator<T> {
  /// One of the lists.
  @FunctionalInterface
  interface Source<T> {
    /// @param last null means from the beginning
    /// @return what follows; fewer than the limit only if there are no more
    List<T> after(@Nullable T last, int limit);
  }

  /// How much to read at a time.
  @FunctionalInterface
  interface Growth {
    /// @param part how large the part of this list before was
    /// @param taken how many elements have been taken from all lists together
    int next(int part, int taken);
  }

  private final Growth growth;
  private final PriorityQueue<Parts> heads;

  /// The list that the last element was taken from: its next element is not read until it is
  /// needed.
  private @Nullable Parts open;

  private int taken;

  /// @param first how many to read of each list at first
  Merge(List<? extends Source<T>> sources, Comparator<T> order, int first, Growth growth) {
    this.growth = growth;
    this.heads = new PriorityQueue<>(Comparator.comparing(Parts::head, order));
    for (var source : sources) {
      add(new Parts(source, first));
    }
  }

  private void add(Parts list) {
    if (list.hasHead()) {
      heads.add(list);
    }
  }

  @Override
  public boolean hasNext() {
    if (open != null) {
      add(open);
      open = null;
    }
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var list = heads.remove();
    open = list;
    taken++;
    return list.read.remove();
  }

  /// A list, and what has been read of it but not taken yet.
  private final class Parts {
    private final Source<T> source;
    private final ArrayDeque<T> read;
    private int part;
    private @Nullable T last;

    Parts(Source<T> source, int first) {
      this.source = source;
      this.part = first;
      this.read = new ArrayDeque<>();
      read();
    }

    private void read() {
      read.addAll(source.after(last, part));
      last = read.size() < part ? null : read.getLast();
    }

    boolean hasHead() {
      if (read.isEmpty() && last != null) {
        part = growth.next(part, taken);
        read();
      }
      return !read.isEmpty();
    }

    T head() {
      return read.element();
    }
  }
}
