package dev.queuectl.web;

import dev.queuectl.store.Damage;
import java.nio.file.Files;
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
    var sound = directory.resolve("sound.db");
    Damage.prepare(sound);
    return Damage.ALL.stream()
        .map(damage -> DynamicTest.dynamicTest(damage.value(), () -> read(sound, damage)));
  }

  private void read(Path sound, Damage damage) throws Exception {
    var place = Files.createDirectory(directory.resolve("" + Damage.ALL.indexOf(damage)));
    Files.copy(sound, place.resolve("queue.db"));
    damage.to(place.resolve("queue.db"));
    var paths = new ArrayList<>(EveryPage.of("waits31", "runs31", "ended31").values());
    paths.addAll(API);
    var softly = new SoftAssertions();
    try (var served = new Served(place)) {
      for (var path : paths) {
        var answer = served.get(path);
        softly
            .assertThat(answer.statusCode())
            .as("%s %s %s", damage, path, answer.body())
            .isLessThan(500);
      }
    }
    softly.assertAll();
  }
}
