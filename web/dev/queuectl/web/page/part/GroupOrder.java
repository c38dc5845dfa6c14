package dev.queuectl.web.page.part;

import dev.queuectl.Words;
import dev.queuectl.store.CauseStore.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// By what the groups of dead jobs are sorted. The store lists the largest first; the others are
/// for up to [#MOST_SORTED] groups, which are sorted when they are shown.
public enum GroupOrder {
  LARGEST("most jobs", Comparator.comparingLong(Group::count).reversed()),
  LATEST("latest", Comparator.comparing(Group::lastSeenAt).reversed()),
  NEWEST("newest", Comparator.comparing(Group::firstSeenAt).reversed()),
  OLDEST("oldest", Comparator.comparing(Group::firstSeenAt));

  /// How many groups can be sorted by what the store does not sort them by.
  public static final int MOST_SORTED = 500;

  private final String title;
  private final Comparator<Group> comparator;

  GroupOrder(String title, Comparator<Group> comparator) {
    this.title = title;
    this.comparator = comparator;
  }

  /// @param word empty for the first
  /// @throws dev.queuectl.QueueException.Invalid if there is no such order
  public static GroupOrder of(String word) {
    return word.isEmpty() ? LARGEST : Words.match("sort", word, values(), GroupOrder::word);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  public List<Group> sorted(List<Group> groups) {
    return groups.stream().sorted(comparator).toList();
  }
}
