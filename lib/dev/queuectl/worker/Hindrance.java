package dev.queuectl.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was in the way when this worker last tried to start a command: no descriptor, no process,
/// no memory, no place for its files. Then it starts no more jobs than were running at that moment,
/// and tries one more now and then; if that succeeds, two more, then four, until all slots are
/// filled again. A job that could not be started goes back to its place.
final class Hindrance {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// A job that has run for this long counts as started.
  private static final Duration PROOF = Duration.ofSeconds(1);

  private final Time time;
  private final Set<Long> tried = new HashSet<>();
  private @Nullable String reason;
  private Duration wait = FIRST_WAIT;
  private Time.Deadline due;
  private int carries;
  private int step = 1;
  private boolean enough;

  Hindrance(Time time) {
    this.time = time;
    this.due = time.in(Duration.ZERO);
  }

  /// A job could not be started.
  ///
  /// @param running how many are running
  void hindered(String why, int running) {
    if (reason == null) {
      carries = running;
    } else if (tried.isEmpty()) { // otherwise it was the try that was too much
      carries = Math.min(carries, running);
    }
    if (reason == null) {
      wait = FIRST_WAIT;
    } else if (!tried.isEmpty()) { // otherwise it was launched together with the last one
      wait = longer();
    }
    reason = why;
    step = 1;
    due = time.in(wait);
    tried.clear();
  }

  private Duration longer() {
    var twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
  }

  /// How many jobs may run now: one per slot, or fewer.
  int most(int slots) {
    if (reason == null) {
      return slots;
    }
    var more = tried.isEmpty() ? time.isPast(due) ? step : 0 : tried.size();
    return Math.min(slots, carries + more);
  }

  /// These were launched.
  ///
  /// @param running how many are running, including these
  /// @param all whether no more than these were waiting, or could have been asked for
  void launched(Collection<Long> seqs, int running, boolean all) {
    if (reason != null && running > carries && tried.isEmpty()) {
      tried.addAll(seqs);
      due = time.in(PROOF);
      enough = all;
    }
  }

  /// There was nothing to launch: nothing is hindered.
  void idle() {
    if (tried.isEmpty()) {
      reason = null;
    }
  }

  /// A job that had been started has ended.
  void ended(long seq) {
    if (tried.remove(seq) && tried.isEmpty()) {
      proven();
    }
  }

  /// If it is time, counts what was tried as started.
  void look() {
    if (!tried.isEmpty() && time.isPast(due)) {
      proven();
    }
  }

  private void proven() {
    tried.clear();
    carries += step;
    step *= 2;
    due = time.in(Duration.ZERO);
    if (enough) {
      reason = null;
    }
  }

  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /// When [#look] or another try is due; null if nothing is.
  Time.@Nullable Deadline due() {
    return reason == null ? null : due;
  }
}
