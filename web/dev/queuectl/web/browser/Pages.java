package dev.queuectl.web.browser;

import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import java.util.List;
import java.util.stream.Stream;

/// All pages and their forms.
public final class Pages implements Section {
  private final List<Section> sections;

  public Pages(Desk desk) {
    sections =
        List.of(
            new OverviewRoutes(desk),
            new JobListRoutes(desk),
            new BulkRoutes(desk),
            new JobRoutes(desk),
            new OutputRoutes(desk),
            new DlqRoutes(desk),
            new QueueRoutes(desk),
            new WorkerRoutes(desk),
            new ConfigRoutes(desk),
            new EventRoutes(desk),
            new EnqueueRoutes(desk));
  }

  @Override
  public List<Route> routes() {
    return Stream.concat(sections.stream(), Stream.of(new ThemeRoutes()))
        .flatMap(section -> section.routes().stream())
        .toList();
  }
}
