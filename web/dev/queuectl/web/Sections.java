package dev.queuectl.web;

import dev.queuectl.web.api.Api;
import dev.queuectl.web.browser.Pages;
import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Section;
import java.util.ArrayList;
import java.util.List;

/// All there is to visit, but for the login.
final class Sections {
  private Sections() {}

  static List<Section> of(Desk desk) {
    var sections = new ArrayList<Section>();
    sections.addAll(
        List.of(
            new Assets(),
            new LiveFeed(desk.feed()),
            new Scrape(desk.site()),
            new Health(desk.site()),
            new Pages(desk)));
    sections.addAll(Api.sections(desk));
    return sections;
  }
}
