package dev.queuectl.action;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.Store;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Why an action on all jobs that match has changed none: those that match are in other states.
///
/// @param meant the states that it was meant for
/// @param asksMore whether the jobs were to match in anything else
/// @param others how many match in other states; empty if the state is all that was asked for
/// @param more whether there may be others
public record Untouched(
    Set<JobState> meant, boolean asksMore, Map<JobState, Long> others, boolean more) {
  public Untouched {
    meant = Set.copyOf(meant);
    others = Map.copyOf(others);
  }

  /// @param action restricted to the jobs that it is meant for
  public static Untouched of(Store store, JobAction action) {
    var filter = action.only();
    var meant = filter.statesFor(action::suits);
    var asksMore = !filter.in(Set.of()).isAll();
    var others = new EnumMap<JobState, Long>(JobState.class);
    var more = false;
    for (var state : asksMore ? searched(filter, meant) : Set.<JobState>of()) {
      var found = Matching.of(store, filter.in(Set.of(state)), _ -> true, Sort.NEWEST);
      more |= found.more();
      if (found.number() > 0) {
        others.put(state, found.number());
      }
    }
    return new Untouched(meant, asksMore, others, more);
  }

  /// Where it says what jobs wait for or died of, no job in another state can match.
  private static Set<JobState> searched(JobFilter filter, Set<JobState> meant) {
    return filter.waits() == null && filter.cause() == null
        ? EnumSet.complementOf(EnumSet.copyOf(meant))
        : Set.of();
  }

  /// What is so, without a full stop: `3 jobs match, but none is failed or dead: 2 pending, 1
  /// processing`.
  public String clause() {
    if (meant.isEmpty()) {
      return "it cannot be done to a job in any of the states asked for";
    }
    if (!asksMore) {
      return "there are no %s jobs".formatted(either(meant));
    }
    if (others.isEmpty()) {
      return "no job matches";
    }
    var number = others.values().stream().mapToLong(Long::longValue).sum();
    return "%s%s, but none is %s: %s"
        .formatted(
            more ? "at least " : "",
            Numbers.counted(number, "job matches", "jobs match"),
            either(meant),
            others.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> Numbers.counted(it.getValue(), it.getKey().word(), it.getKey().word()))
                .collect(Collectors.joining(", ")));
  }

  /// In any order of the states: `completed, dead or cancelled`.
  private static String either(Collection<JobState> states) {
    var words = states.stream().sorted().map(JobState::word).toList();
    var last = words.size() - 1;
    return last == 0
        ? words.getLast()
        : String.join(", ", words.subList(0, last)) + " or " + words.getLast();
  }

  /// The other states in which it could be done to a job, of those in which some match.
  public List<JobState> possible(JobAction action) {
    return others.keySet().stream().filter(action::suits).sorted().toList();
  }
}
