package dev.queuectl.report.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.Metrics;
import dev.queuectl.report.prometheus.Exposition.Format;
import dev.queuectl.store.Store;
import dev.queuectl.store.StoreKind;
import dev.queuectl.store.StoreSteps;
import dev.queuectl.store.Total;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Prometheus is given.
class ExpositionTest extends StoreSteps {
  @Override
  public Store open(Path directory) {
    return StoreKind.SQLITE.open(directory);
  }

  private String text(Format format, List<Total> totals) {
    var scrape =
        new Scrape(
            Metrics.of(store, now),
            totals,
            Map.of(),
            Optional.empty(),
            0,
            List.of(),
            "1.0 \"a\\b\"\n");
    var bytes = new ByteArrayOutputStream();
    Exposition.write(scrape, format, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Scraped scraped(List<Total> totals) {
    return Scraped.of(text(Format.PROMETHEUS, totals));
  }

  @Test
  void quotes_backslashes_and_line_ends_in_a_value_are_escaped() {
    var scraped = scraped(List.of(new Total("a\"b\\c\nd", Total.ENQUEUED, 0, 3, 0)));
    assertThat(scraped.value("queuectl_info{version=\"1.0 \\\"a\\\\b\\\"\\n\"}")).isEqualTo(1);
    assertThat(scraped.value("queuectl_jobs_enqueued_total{queue=\"a\\\"b\\\\c\\nd\"}"))
        .isEqualTo(3);
  }

  @Test
  void a_bucket_counts_all_that_were_not_longer() {
    var scraped =
        scraped(
            List.of(
                new Total("q", "succeeded", 0, 2, 6),
                new Total("q", "failed", 8, 1, 2000),
                new Total("q", "cancelled", 8, 1, 2000),
                new Total("q", "timed_out", Total.BOUNDS.size(), 1, 90_000_000)));
    var run = "queuectl_attempt_run_seconds";
    assertThat(scraped.value(run + "_bucket{queue=\"q\",le=\"0.005\"}")).isEqualTo(2);
    assertThat(scraped.value(run + "_bucket{queue=\"q\",le=\"1.0\"}")).isEqualTo(2);
    assertThat(scraped.value(run + "_bucket{queue=\"q\",le=\"2.5\"}")).isEqualTo(3);
    assertThat(scraped.value(run + "_bucket{queue=\"q\",le=\"86400.0\"}")).isEqualTo(3);
    assertThat(scraped.value(run + "_count{queue=\"q\"}")).isEqualTo(4);
    assertThat(scraped.value(run + "_sum{queue=\"q\"}")).isEqualTo(90_002.006);
    assertThat(scraped.value("queuectl_attempts_total{outcome=\"cancelled\",queue=\"q\"}"))
        .as("which did not end by its own doing")
        .isEqualTo(1);
  }

  @Test
  void however_many_queues_there_are_the_series_are_bounded_and_none_goes_down() {
    var totals = new ArrayList<Total>();
    for (var i = 1; i <= QueueLabels.MOST; i++) {
      totals.add(new Total("q" + i, Total.ENQUEUED, 0, 1, 0));
    }
    var before = scraped(totals).growing();
    assertThat(before).hasSize(QueueLabels.MOST);
    for (var i = 1; i <= 100; i++) {
      totals.add(new Total("busy" + i, Total.ENQUEUED, 0, 1000, 0));
    }
    var after = scraped(totals).growing();
    assertThat(after)
        .containsAllEntriesOf(before)
        .hasSize(QueueLabels.MOST + 1)
        .containsEntry("queuectl_jobs_enqueued_total{queue=\"other\"}", 100_000.0);
  }

  @Test
  void a_queue_that_is_called_other_shares_its_series() {
    var totals = new ArrayList<Total>();
    totals.add(new Total("other", Total.ENQUEUED, 0, 5, 0));
    for (var i = 1; i <= QueueLabels.MOST; i++) {
      totals.add(new Total("q" + i, Total.ENQUEUED, 0, 1, 0));
    }
    assertThat(scraped(totals).value("queuectl_jobs_enqueued_total{queue=\"other\"}")).isEqualTo(6);
  }

  @Test
  void who_asks_for_open_metrics_gets_them() {
    assertThat(Format.of(null)).isEqualTo(Format.PROMETHEUS);
    assertThat(Format.of("text/plain;version=0.0.4")).isEqualTo(Format.PROMETHEUS);
    var format = Format.of("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(format.contentType()).startsWith("application/openmetrics-text");
    assertThat(text(format, List.of(new Total("q", Total.ENQUEUED, 0, 3, 0))))
        .contains("# TYPE queuectl_jobs_enqueued counter\n", "# TYPE queuectl info\n")
        .endsWith("# EOF\n");
  }
}
