package dev.queuectl.report.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Prometheus' text format, version 0.0.4, read strictly: each family has one HELP and one TYPE
/// before its samples, which are together, each once, and named as their type wants; the buckets of
/// a histogram grow up to its count.
public final class Scraped {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_]\\w*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(%s)(\\{%s(?:,%s)*\\})? (NaN|-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)"
              .formatted(NAME, LABEL, LABEL));
  private static final Pattern LE = Pattern.compile(",?le=\"([^\"]*)\"");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private String family = "";

  private Scraped() {}

  /// @throws AssertionError if it is not that format
  public static Scraped of(String text) {
    assertThat(text).endsWith("\n").doesNotContain("\r");
    var scraped = new Scraped();
    text.lines().forEach(scraped::read);
    scraped.checkHistograms();
    return scraped;
  }

  /// Every series with its value: `name{label="value",...}`.
  public Map<String, Double> samples() {
    return samples;
  }

  public double value(String series) {
    assertThat(samples).containsKey(series);
    return samples.getOrDefault(series, Double.NaN);
  }

  public String type(String name) {
    return types.getOrDefault(name, "");
  }

  /// All that only grow: counters, and what histograms consist of.
  public Map<String, Double> growing() {
    var growing = new TreeMap<String, Double>();
    samples.forEach(
        (series, value) -> {
          var type = type(family(series.replaceFirst("\\{.*", "")));
          if (!type.equals("gauge")) {
            growing.put(series, value);
          }
        });
    return growing;
  }

  private void read(String line) {
    var help = HELP.matcher(line);
    var type = TYPE.matcher(line);
    var sample = SAMPLE.matcher(line);
    if (help.matches()) {
      family = help.group(1);
      assertThat(types).as("one family of that name").doesNotContainKey(family);
    } else if (type.matches()) {
      assertThat(type.group(1)).as("the type after its help").isEqualTo(family);
      assertThat(types.put(family, type.group(2))).isNull();
      assertThat(family.endsWith("_total")).isEqualTo(type.group(2).equals("counter"));
    } else {
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(family(sample.group(1))).as("among those of its family").isEqualTo(family);
      var series = sample.group(1) + (sample.group(2) == null ? "" : sample.group(2));
      assertThat(samples.put(series, Double.valueOf(sample.group(3)))).as(series).isNull();
    }
  }

  private String family(String name) {
    var bare = name.replaceFirst("_(bucket|sum|count)$", "");
    return type(bare).equals("histogram") ? bare : name;
  }

  private void checkHistograms() {
    var last = new HashMap<String, Double>();
    var ended = new HashMap<String, Boolean>();
    samples.forEach(
        (series, value) -> {
          var le = LE.matcher(series);
          if (!series.replaceFirst("\\{.*", "").endsWith("_bucket")) {
            return;
          }
          assertThat(le.find()).as(series).isTrue();
          var histogram = le.replaceFirst("");
          assertThat(value).as(series).isGreaterThanOrEqualTo(last.getOrDefault(histogram, 0.0));
          last.put(histogram, value);
          ended.put(histogram, le.group(1).equals("+Inf"));
        });
    last.forEach(
        (histogram, value) -> {
          assertThat(ended).as("the last bucket").containsEntry(histogram, true);
          var name = histogram.replace("_bucket", "_count").replace("{}", "");
          assertThat(value(name)).as(name).isEqualTo(value);
          assertThat(samples).containsKey(name.replace("_count", "_sum"));
        });
  }
}
