package dev.queuectl.web.page.part;

import static j2html.TagCreator.a;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;

import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import java.util.Locale;

/// The head of a column by which a table can be sorted.
public enum Sorting {
  NONE(""),
  ASCENDING(" ↑"),
  DESCENDING(" ↓");

  private final String arrow;

  Sorting(String arrow) {
    this.arrow = arrow;
  }

  /// Of a column of numbers.
  ///
  /// @param address of the list sorted by it, or the other way round
  public static DomContent head(String title, String address, Sorting now) {
    return of(text(title), address, now).withClass("num");
  }

  public static ThTag of(DomContent title, String address, Sorting now) {
    var head =
        th(
            a(title, span(now.arrow).attr("aria-hidden", "true"))
                .withHref(address)
                .withClass("sort"));
    return now == NONE ? head : head.attr("aria-sort", now.name().toLowerCase(Locale.ROOT));
  }
}
