package dev.queuectl.web;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ul;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;

/// The first page.
final class Home implements Section {
  private final Site site;

  Home(Site site) {
    this.site = site;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/", this::show));
  }

  private void show(Context context) {
    var counts = site.store().jobs().counts();
    context.html(
        Page.plain(
            "Overview",
            div(
                h1("Jobs"),
                ul(
                    each(
                        Arrays.asList(dev.queuectl.JobState.values()),
                        state -> li(state.word() + ": " + counts.get(state)))))));
  }
}
