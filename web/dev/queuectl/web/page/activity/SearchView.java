package dev.queuectl.web.page.activity;

import dev.queuectl.report.search.LogSearch.Found;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.part.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was searched for in the output of which jobs, and what was found.
///
/// @param find empty if nothing was asked for yet
/// @param filter which jobs
/// @param isFurther whether this is not the beginning of the search
/// @param queues their names, to choose from
/// @param found null if nothing could be searched for
/// @param typed what is wrong
public record SearchView(
    String find,
    ListAddress filter,
    boolean isFurther,
    List<String> queues,
    @Nullable Found found,
    Typed typed) {
  public SearchView {
    queues = List.copyOf(queues);
  }
}
