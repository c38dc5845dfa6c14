package dev.queuectl.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Splits many things into groups that each fit into one transaction, lazily.
public final class Batches {
  private Batches() {}

  public static <T> Stream<List<T>> of(Iterator<? extends T> many) {
    return Stream.generate(() -> Batches.<T>next(many)).takeWhile(batch -> !batch.isEmpty());
  }

  /// @return the next group; none if there are no more
  public static <T> List<T> next(Iterator<? extends T> many) {
    var batch = new ArrayList<T>(JobStore.BATCH);
    while (batch.size() < JobStore.BATCH && many.hasNext()) {
      batch.add(many.next());
    }
    return batch;
  }
}
