package dev.queuectl.web.page.part;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;

import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import java.util.Locale;
import java.util.Map;

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

  /// The orders of what is no table.
  ///
  /// @param orders the title of each, and the address of the list sorted by it
  public static DomContent links(Map<String, String> orders, String current) {
    return nav(
            span("Sort by").withClass("muted"),
            each(
                orders.entrySet().stream()
                    .map(
                        order -> {
                          var link = a(order.getKey()).withHref(order.getValue());
                          return (DomContent)
                              (order.getKey().equals(current)
                                  ? link.attr("aria-current", "true")
                                  : link);
                        })))
        .withClass("tabs small orders")
        .attr("aria-label", "Order");
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
