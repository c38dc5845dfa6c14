package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The attempts running under this worker, and the slots they leave free.
final class Running {
  private final Map<Long, RunningJob> bySeq = new LinkedHashMap<>();
  private int slots;
  private final Time time;

  Running(int slots, Time time) {
    this.slots = slots;
    this.time = time;
  }

  /// An attempt that starts now.
  RunningJob begin(Job job, Settings settings) {
    return add(job, settings, false);
  }

  /// An attempt that another worker has started.
  RunningJob adopt(Job job, Settings settings) {
    return add(job, settings, true);
  }

  private RunningJob add(Job job, Settings settings, boolean adopted) {
    var timeout = settings.timeout(job.policy()).orElse(null);
    var running = new RunningJob(job, adopted, timeout, time);
    bySeq.put(job.seq(), running);
    return running;
  }

  /// Whether it is running here, under this very lease.
  boolean has(Job job) {
    return find(job.seq()).filter(running -> running.isOf(job.lease())).isPresent();
  }

  boolean hasAdopted() {
    return bySeq.values().stream().anyMatch(RunningJob::isAdopted);
  }

  /// @return empty if it is not running here under this very lease
  Optional<RunningJob> remove(Job job) {
    return has(job) ? Optional.ofNullable(bySeq.remove(job.seq())) : Optional.empty();
  }

  Optional<RunningJob> find(long seq) {
    return Optional.ofNullable(bySeq.get(seq));
  }

  Collection<RunningJob> all() {
    return List.copyOf(bySeq.values());
  }

  /// Their processes keep running; nobody here handles their ends.
  void forgetAll() {
    bySeq.clear();
  }

  boolean isEmpty() {
    return bySeq.isEmpty();
  }

  int count() {
    return bySeq.size();
  }

  int slots() {
    return slots;
  }

  /// Running jobs keep running, in more slots than these if need be.
  void resize(int slots) {
    this.slots = slots;
  }

  /// Whether more jobs run than there are slots.
  boolean isCrowded() {
    return bySeq.size() > slots;
  }

  /// The numbers of the free slots. Adopted jobs keep the slot number they had, and count like the
  /// others: a worker with at least as many jobs as slots has none free.
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
