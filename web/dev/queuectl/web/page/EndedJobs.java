package dev.queuectl.web.page;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.queuectl.Numbers;
import dev.queuectl.web.page.part.Parts;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.IntStream;

/// Jobs that run, and would be ended by what is asked about.
///
/// @param first the ids of some of them
/// @param more whether there may be others than those that were counted
public record EndedJobs(long number, boolean more, List<String> first) {
  public static final EndedJobs NONE = new EndedJobs(0, false, List.of());

  private static final int MOST = 10;

  public EndedJobs {
    first = first.stream().limit(MOST).toList();
  }

  public static EndedJobs of(List<String> ids) {
    return new EndedJobs(ids.size(), false, ids);
  }

  /// @param what is done to them: `This ends`
  DomContent html(String what) {
    return number == 0
        ? text("")
        : p(
            strong(
                "%s %s%s: "
                    .formatted(
                        what, more ? "at least " : "", Numbers.counted(number, "running job"))),
            each(IntStream.range(0, first.size()).mapToObj(this::named)),
            text(rest()));
  }

  private DomContent named(int index) {
    return each(text(index == 0 ? "" : ", "), Parts.jobLink(first.get(index)));
  }

  private String rest() {
    var left = number - first.size();
    return left == 0 ? "." : " and %s more.".formatted(Numbers.grouped(left));
  }
}
