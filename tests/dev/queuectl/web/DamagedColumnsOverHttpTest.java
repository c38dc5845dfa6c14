package dev.queuectl.web;

import dev.queuectl.store.sqlite.Damage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Values of a wrong type or range in every column there is make no page and no route a fault of
/// the server.
class DamagedColumnsOverHttpTest {
  private static final List<String> API =
      List.of(
          "/api/jobs",
          "/api/jobs/waits31",
          "/api/jobs/ended31/attempts",
          "/api/jobs/ended31/output",
          "/api/dlq/groups",
          "/api/queues",
          "/api/queues/default",
          "/api/workers",
          "/api/config",
          "/api/status",
          "/api/metrics",
          "/api/metrics/history",
          "/api/events",
          "/metrics");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> wrong_values_are_in_no_page_s_way() throws Exception {
    return Damage.each(directory, DamagedColumnsOverHttpTest::read);
  }

  private static void read(Path place) throws Exception {
    var paths = new ArrayList<>(EveryPage.of("waits31", "runs31", "ended31").values());
    paths.addAll(API);
    var softly = new SoftAssertions();
    try (var served = new Served(place)) {
      for (var path : paths) {
        var answer = served.get(path);
        softly.assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isLessThan(500);
      }
    }
    softly.assertAll();
  }
}
