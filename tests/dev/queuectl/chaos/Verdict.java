package dev.queuectl.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was wrong after some trials, and how long the queue stood still in them.
final class Verdict {
  /// What is counted, in jobs.
  enum Fault {
    /// Not in the store, without an end, or ended in the store but not in fact.
    LOST("lost"),
    /// Executed more often than it should have been, although nobody killed its process.
    STARTED_TWICE("started twice"),
    CONCURRENT("ran twice at once"),
    WRONG_EXIT_CODE("wrong exit code"),
    WRONG_STATE("wrong state"),
    OUTPUT_CUT("output incomplete");

    final String heading;

    Fault(String heading) {
      this.heading = heading;
    }
  }

  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final List<String> details = new ArrayList<>();
  private final List<Double> standstills = new ArrayList<>();
  private int trials;
  private int faults;
  private int jobs;
  private int ranAgain;

  synchronized void count(Fault fault, String detail) {
    counts.merge(fault, 1, Integer::sum);
    details.add(fault.heading + ": " + detail);
  }

  /// A job whose own process was killed, so that it had to run again.
  synchronized void countRanAgain() {
    ranAgain++;
  }

  synchronized void countTrial(int jobsInIt, int faultsInIt, List<Double> standstillsInIt) {
    trials++;
    jobs += jobsInIt;
    faults += faultsInIt;
    standstills.addAll(standstillsInIt);
  }

  synchronized void add(Verdict other) {
    other.counts.forEach((fault, count) -> counts.merge(fault, count, Integer::sum));
    details.addAll(other.details);
    standstills.addAll(other.standstills);
    trials += other.trials;
    faults += other.faults;
    jobs += other.jobs;
    ranAgain += other.ranAgain;
  }

  boolean clean() {
    return counts.isEmpty();
  }

  List<String> details() {
    return List.copyOf(details);
  }

  int of(Fault fault) {
    return counts.getOrDefault(fault, 0);
  }

  int trials() {
    return trials;
  }

  int faults() {
    return faults;
  }

  int jobs() {
    return jobs;
  }

  int ranAgain() {
    return ranAgain;
  }

  /// Median and maximum, or nothing if nothing was measured.
  double[] standstill() {
    var sorted = standstills.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? new double[0]
        : new double[] {sorted[sorted.length / 2], Arrays.stream(sorted).max().orElseThrow()};
  }
}
