package dev.queuectl.web.browser;

import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import java.util.List;
import java.util.stream.Stream;

/// All pages and their forms.
public final class Pages implements Section {
  private final List<Section> sections;

  public Pages(DashboardContext dashboard) {
    sections =
        List.of(
            new OverviewRoutes(dashboard),
            new JobListRoutes(dashboard),
            new BulkRoutes(dashboard),
            new BulkEditing(dashboard),
            new JobRoutes(dashboard),
            new OutputRoutes(dashboard),
            new SearchRoutes(dashboard),
            new TailRoutes(dashboard),
            new DlqRoutes(dashboard),
            new QueueRoutes(dashboard),
            new ScheduleRoutes(dashboard),
            new WorkerRoutes(dashboard),
            new ConfigRoutes(dashboard),
            new EventRoutes(dashboard),
            new SessionRoutes(dashboard),
            new EnqueueRoutes(dashboard));
  }

  @Override
  public List<Route> routes() {
    return Stream.concat(sections.stream(), Stream.of(new ThemeRoutes(), new ZoneRoutes()))
        .flatMap(section -> section.routes().stream())
        .map(KnownFields::checked)
        .toList();
  }
}
