package dev.queuectl.report.dead;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.store.CauseStore.Group;
import dev.queuectl.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The rule about ends that would have spared the dead jobs of a group their retries, where these
/// never made a difference: each attempt of one of them ended in the same way, with the same last
/// line. Whether the next job ends so again, nobody knows: it is a proposal.
///
/// @param option that says it
/// @param value of it: an exit code, or a signal
/// @param example one of the jobs
/// @param attempts how many that one had
public record SparingRule(JobField option, String value, String example, int attempts) {
  /// `EX_TEMPFAIL` of sysexits.h: the command itself asks to be run later.
  private static final int LATER = 75;

  /// Of so many groups at most rules are looked for, since each takes two look-ups.
  public static final int MOST_GROUPS = 50;

  /// @return empty where no rule is known to have helped
  public static Optional<SparingRule> of(Store store, Group group) {
    return store
        .jobs()
        .find(group.example())
        .flatMap(job -> of(job, store.jobs().attempts(job.seq())));
  }

  /// @param history of the job, oldest first
  static Optional<SparingRule> of(Job job, List<Attempt> history) {
    var tries = Math.min(job.attempts(), history.size());
    var last = history.subList(history.size() - tries, history.size());
    if (tries < 2 || last.stream().anyMatch(attempt -> !isLike(last.getFirst(), attempt))) {
      return Optional.empty();
    }
    var end = last.getFirst();
    var code = Objects.requireNonNullElse(end.exitCode(), 0);
    return switch (Objects.requireNonNullElse(end.outcome(), "")) {
      case "failed" ->
          Optional.of(
              new SparingRule(
                  code == LATER ? JobField.SNOOZE_ON : JobField.GIVE_UP_ON,
                  Integer.toString(code),
                  job.id(),
                  tries));
      case "killed" ->
          Optional.of(new SparingRule(JobField.GIVE_UP_ON, "" + code, job.id(), tries));
      default -> Optional.empty();
    };
  }

  private static boolean isLike(Attempt one, Attempt other) {
    return Objects.equals(one.outcome(), other.outcome())
        && Objects.equals(one.exitCode(), other.exitCode())
        && Objects.equals(one.lastStderr(), other.lastStderr());
  }

  /// As JSON has it.
  public String text() {
    return option.key() + "=" + value;
  }
}
