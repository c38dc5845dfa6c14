package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;

import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Theme;
import j2html.tags.specialized.DivTag;

/// A sentence instead of a page.
public final class PlainPage {
  private PlainPage() {}

  /// For who is not let in.
  ///
  /// @param title a clause
  /// @param text what happened, and what to do
  public static String html(Theme theme, String title, String text) {
    return Layout.bare(theme, title, content(title, text).withClass("card login"));
  }

  /// For who is: with all pages to go on to.
  public static String html(Frame frame, String title, String text) {
    return Layout.page(frame, null, title, content(title, text).withClass("card"));
  }

  private static DivTag content(String title, String text) {
    return div(h1(title), p(Stored.line(text)), p(a("Overview").withHref("/").withClass("button")));
  }
}
