package dev.queuectl.web.page;

import dev.queuectl.store.CauseStore.Page;
import dev.queuectl.web.page.part.GroupOrder;

/// The dead letter queue by what jobs died of.
///
/// @param total how many jobs are dead
/// @param order of the groups, if there are few enough to sort them
/// @param page which page of the groups this is, from 1
/// @param groups those of the page
public record DlqView(long total, int page, GroupOrder order, Page groups) {
  /// How many groups a page shows.
  public static final int GROUPS = 50;

  boolean isSortable() {
    return groups.groups() > 1 && groups.groups() <= GroupOrder.MOST_SORTED;
  }

  long skipped() {
    return (page - 1L) * GROUPS;
  }

  boolean isLast() {
    return skipped() + groups.shown().size() >= groups.groups();
  }
}
