package dev.queuectl.web.api;

import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Section;
import java.util.List;
import java.util.stream.Stream;

/// All parts of the API.
public final class Api {
  static final String ROOT = "/api/v1";

  private Api() {}

  public static List<Section> sections(Desk desk) {
    return Stream.<Section>of(
            new JobsApi(desk),
            new BulkApi(desk),
            new OutputApi(desk),
            new DeadApi(desk),
            new QueuesApi(desk),
            new WorkersApi(desk),
            new ConfigApi(desk),
            new NumbersApi(desk),
            new Document())
        .map(Api::checked)
        .toList();
  }

  private static Section checked(Section section) {
    return () -> section.routes().stream().map(Parameters::checked).toList();
  }
}
