package dev.queuectl.web;

import dev.queuectl.web.api.Api;
import dev.queuectl.web.browser.Pages;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import java.util.stream.Stream;

/// All there is to visit, but for the login.
final class Sections {
  private Sections() {}

  static Stream<Route> routes(DashboardContext dashboard) {
    var plain =
        Stream.of(
            new Assets(),
            new LiveFeed(dashboard.feed()),
            new PrometheusEndpoint(dashboard.served()),
            new Health(dashboard.served()));
    return Stream.of(
            routes(plain).map(Sections::plain),
            new Pages(dashboard).routes().stream(),
            routes(Api.sections(dashboard).stream()))
        .flatMap(routes -> routes);
  }

  private static Stream<Route> routes(Stream<? extends Section> sections) {
    return sections.flatMap(section -> section.routes().stream());
  }

  private static Route plain(Route route) {
    return route.checked(KnownNames.NONE::checkQuery);
  }
}
