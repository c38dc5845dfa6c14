package dev.queuectl.report;

import dev.queuectl.JobFilter.Waits;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.Wait;
import dev.queuectl.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the word `state` of a filter asks for: states, and kinds of waiting jobs.
public record StateWords(Set<JobState> states, Set<Wait> waits) {
  public StateWords {
    states = Set.copyOf(states);
    waits = Set.copyOf(waits);
  }

  /// All that can be asked for.
  public static List<String> all() {
    return Stream.concat(
            Arrays.stream(JobState.values()).map(JobState::word),
            Arrays.stream(Wait.values()).map(Wait::word))
        .toList();
  }

  /// One of them, as written here.
  ///
  /// @throws QueueException.Invalid
  public static String word(String text) {
    return Words.match("state", text, all().toArray(String[]::new), word -> word);
  }

  /// @param text several with commas between; null for none
  /// @throws QueueException.Invalid
  public static StateWords of(@Nullable String text) {
    var states = EnumSet.noneOf(JobState.class);
    var waits = EnumSet.noneOf(Wait.class);
    if (text != null) {
      for (var part : text.split(",", -1)) {
        var word = word(part.strip());
        Wait.find(word).ifPresentOrElse(waits::add, () -> states.add(JobState.of(word)));
      }
    }
    return new StateWords(states, waits);
  }

  /// In the order in which they are documented.
  public List<String> words() {
    return Stream.concat(
            states.stream().sorted().map(JobState::word), waits.stream().sorted().map(Wait::word))
        .toList();
  }

  /// All states in which there can be jobs that are meant.
  public Set<JobState> everyState() {
    var all = EnumSet.noneOf(JobState.class);
    all.addAll(states);
    waits.forEach(wait -> all.addAll(wait.states()));
    return all;
  }

  /// Which of the waiting jobs; null means all.
  @Nullable Waits waitsAt(Instant now) {
    return waits.isEmpty() ? null : Waits.of(states, waits, now);
  }
}
