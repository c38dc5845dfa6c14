package dev.queuectl.cli.top;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the person at `top` has chosen so far.
///
/// @param pane which list the keys are for
/// @param chosen the job that is selected in each
/// @param typing whether keys go to the filter
/// @param paused whether the lists stay as they are
/// @param opened what is shown instead of the lists; null for nothing
/// @param message what came of the last key; empty for nothing
record TopState(
    TopPane pane,
    Map<TopPane, Choice> chosen,
    TopSort sort,
    String filter,
    boolean typing,
    boolean paused,
    @Nullable Opened opened,
    String message) {

  static final TopState START =
      new TopState(TopPane.RUNNING, Map.of(), TopSort.USUAL, "", false, false, null, "");

  TopState {
    chosen = Map.copyOf(chosen);
  }

  /// @param place where the job stood when it was chosen: what stands there is chosen when it is
  ///   gone
  record Choice(String job, int place) {}

  /// What can be shown instead of the lists.
  enum Page {
    HELP,
    /// Everything about a job.
    STORY,
    /// The end of what it prints.
    LOG
  }

  /// @param job its id; for help, that of the job that was open, or empty
  /// @param scroll how many lines from the beginning; of a log, from the end
  record Opened(Page page, String job, int scroll) {}

  /// The place of the chosen job among those of a pane; -1 if there is none.
  ///
  /// @param ids of the jobs as they are now
  int place(TopPane of, List<String> ids) {
    var choice = chosen.getOrDefault(of, new Choice("", 0));
    var place = ids.indexOf(choice.job());
    return place < 0 ? Math.min(choice.place(), ids.size() - 1) : place;
  }

  /// The same, with a list that has jobs if this one has none: as long as there is any job, one is
  /// selected.
  TopState settled(TopData data) {
    return Stream.concat(Stream.of(pane), Arrays.stream(TopPane.values()))
        .filter(each -> !data.jobs(each, sort, filter).isEmpty())
        .findFirst()
        .map(found -> found == pane ? this : in(found).saying(message))
        .orElse(this);
  }

  /// Whether something has been chosen, but not in this list: the other one has gone.
  boolean hasStrayed() {
    return !chosen.isEmpty() && !chosen.containsKey(pane);
  }

  TopState in(TopPane other) {
    return new TopState(other, chosen, sort, filter, typing, paused, opened, "");
  }

  TopState choosing(String id, int place) {
    var all = new EnumMap<TopPane, Choice>(TopPane.class);
    all.putAll(chosen);
    all.put(pane, new Choice(id, place));
    return new TopState(pane, all, sort, filter, typing, paused, opened, "");
  }

  TopState sorted(TopSort other) {
    return new TopState(
        pane, chosen, other, filter, typing, paused, opened, "Sorted: " + other.words() + ".");
  }

  TopState filtered(String text, boolean stillTyping) {
    return new TopState(pane, chosen, sort, text, stillTyping, paused, opened, "");
  }

  TopState pausing(boolean wanted) {
    return new TopState(pane, chosen, sort, filter, typing, wanted, opened, "");
  }

  TopState opening(Page page, String job) {
    return showing(new Opened(page, job, 0));
  }

  TopState showing(@Nullable Opened other) {
    return new TopState(pane, chosen, sort, filter, typing, paused, other, "");
  }

  TopState saying(String text) {
    return new TopState(pane, chosen, sort, filter, typing, paused, opened, text);
  }
}
