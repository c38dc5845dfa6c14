package dev.queuectl.web;

import dev.queuectl.web.api.Api;
import dev.queuectl.web.browser.Pages;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Section;
import java.util.ArrayList;
import java.util.List;

/// All there is to visit, but for the login.
final class Sections {
  private Sections() {}

  static List<Section> of(DashboardContext dashboard) {
    var sections = new ArrayList<Section>();
    sections.addAll(
        List.of(
            new Assets(),
            new LiveFeed(dashboard.feed()),
            new PrometheusEndpoint(dashboard.served()),
            new Health(dashboard.served()),
            new Pages(dashboard)));
    sections.addAll(Api.sections(dashboard));
    return sections;
  }
}
