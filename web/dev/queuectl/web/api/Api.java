package dev.queuectl.web.api;

import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Section;
import java.util.List;
import java.util.stream.Stream;

/// All parts of the API.
public final class Api {
  static final String ROOT = "/api/v1";

  private Api() {}

  public static List<Section> sections(DashboardContext dashboard) {
    var named = new NamedRequests(dashboard);
    return Stream.<Section>of(
            new JobsApi(dashboard),
            new EnqueueApi(dashboard),
            new EditApi(dashboard),
            new BulkApi(dashboard),
            new OutputApi(dashboard),
            new SearchApi(dashboard),
            new DeadApi(dashboard),
            new QueuesApi(dashboard),
            new SchedulesApi(dashboard),
            new WorkersApi(dashboard),
            new ConfigApi(dashboard),
            new AccessApi(dashboard),
            new NumbersApi(dashboard),
            new OpenApiDocument())
        .map(section -> checked(section, named))
        .toList();
  }

  private static Section checked(Section section, NamedRequests named) {
    return () ->
        section.routes().stream().map(named::checked).map(KnownParameters::checked).toList();
  }
}
