package dev.queuectl.worker;

import dev.queuectl.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The attempts that run under this worker, and the slots they leave free.
final class Running {
  private final Map<Long, RunningJob> bySeq = new LinkedHashMap<>();
  private final int slots;

  Running(int slots) {
    this.slots = slots;
  }

  void add(RunningJob running) {
    bySeq.put(running.job().seq(), running);
  }

  Optional<RunningJob> remove(Job job) {
    var running = bySeq.get(job.seq());
    if (running == null || !token(running.job()).equals(token(job))) {
      return Optional.empty();
    }
    return Optional.ofNullable(bySeq.remove(job.seq()));
  }

  private static Long token(Job job) {
    return Objects.requireNonNull(job.lease()).token();
  }

  Optional<RunningJob> find(long seq) {
    return Optional.ofNullable(bySeq.get(seq));
  }

  Collection<RunningJob> all() {
    return List.copyOf(bySeq.values());
  }

  /// Their processes run on; their ends are nobody's here.
  void forgetAll() {
    bySeq.clear();
  }

  boolean isEmpty() {
    return bySeq.isEmpty();
  }

  int count() {
    return bySeq.size();
  }

  /// The numbers of the slots in which nothing runs. Adopted jobs keep the slot number they had, and
  /// count like the others: a worker with more of them than slots has none free.
  List<Integer> freeSlots() {
    var taken = new HashSet<Integer>();
    bySeq.values().forEach(r -> taken.add(Objects.requireNonNull(r.job().lease()).slot()));
    var free = new ArrayList<Integer>();
    for (var slot = 0; slot < slots && bySeq.size() + free.size() < slots; slot++) {
      if (!taken.contains(slot)) {
        free.add(slot);
      }
    }
    return free;
  }

}
