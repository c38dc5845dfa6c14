package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;

import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Theme;

/// A sentence instead of a page.
public final class PlainPage {
  private PlainPage() {}

  /// @param title a clause
  /// @param text what happened, and what to do
  public static String html(Theme theme, String title, String text) {
    return Layout.bare(
        theme,
        title,
        div(h1(title), p(Stored.line(text)), p(a("Overview").withHref("/").withClass("button")))
            .withClass("card login"));
  }
}
