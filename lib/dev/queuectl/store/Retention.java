package dev.queuectl.store;

import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How long ended jobs are kept, with their history and output. The oldest go first; if any one
/// limit does not keep a job, it goes.
///
/// @param states which jobs may go; final ones
/// @param age jobs that ended longer ago go; null for no limit
/// @param count at most this many jobs in these states stay; null for no limit
/// @param bytes jobs go until the output of all jobs together is no more than this; null for no
///   limit
public record Retention(
    Set<JobState> states, @Nullable Duration age, @Nullable Long count, @Nullable Long bytes) {

  /// Not dead jobs: they wait for somebody to look at them.
  public static final Set<JobState> USUAL_STATES =
      Set.copyOf(EnumSet.of(JobState.COMPLETED, JobState.CANCELLED));

  /// @throws QueueException.Invalid if a state is not final
  public Retention {
    states = Set.copyOf(states);
    for (var state : states) {
      if (!state.isFinal()) {
        throw new QueueException.Invalid(
            "only ended jobs can be pruned, not " + state.word() + " ones",
            "It is one of completed, dead, cancelled.");
      }
    }
  }

  /// As configured, where 0 means no limit.
  public static Retention of(Settings settings) {
    var age = settings.duration(Setting.RETENTION_AGE);
    long count = settings.number(Setting.RETENTION_COUNT);
    var bytes = settings.bytes(Setting.RETENTION_BYTES);
    return new Retention(
        USUAL_STATES,
        age.isZero() ? null : age,
        count == 0 ? null : count,
        bytes == 0 ? null : bytes);
  }

  /// Whether it keeps everything.
  public boolean isOff() {
    return age == null && count == null && bytes == null;
  }
}
