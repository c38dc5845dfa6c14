package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config set max_retries 5", "config set max-retries 5", "config max_retries 5",
        "config set --max-retries 5", "config set --max_retries=5", "config set MAX_RETRIES 5"
      })
  void sets_in_every_accepted_form(String line) {
    assertThat(cli.run(line.split(" ")).out()).isEqualTo("max_retries = 5\n");
    assertThat(cli.run("config", "get", "max_retries").out()).isEqualTo("5\n");
  }

  @ParameterizedTest
  @CsvSource({
    "base_backoff,backoff_base",
    "base-backoff,backoff_base",
    "default_timeout,timeout",
    "job_timeout,timeout",
    "default_priority,priority"
  })
  void knows_keys_by_their_other_names(String alias, String key) {
    cli.run("config", "set", alias, "7");
    assertThat(cli.run("config", "get", key).out()).isEqualTo("7\n");
  }

  @Test
  void sets_a_negative_value() {
    assertThat(cli.run("config", "set", "priority", "-5").out()).isEqualTo("priority = -5\n");
    assertThat(cli.run("config", "priority", "-6").out()).isEqualTo("priority = -6\n");
  }

  @ParameterizedTest
  @CsvSource({"64M,64MiB", "10485760,10MiB", "1000,1000", "0,0"})
  void prints_sizes_readably(String written, String printed) {
    assertThat(cli.run("config", "set", "disk-reserve", written).out())
        .isEqualTo("disk_reserve = " + printed + "\n");
    assertThat(cli.run("config", "get", "disk_reserve").out()).isEqualTo(printed + "\n");
  }

  @Test
  void lists_value_default_and_source() {
    cli.run("config", "set", "max_retries", "5");
    var lines = cli.run("config", "list").lines();
    assertThat(lines.get(0)).matches("KEY +VALUE +DEFAULT +FROM +MEANING");
    assertThat(lines.get(1))
        .matches("max_retries +5 +3 +store +.* \\(also written max-retries=5\\)");
    assertThat(lines.get(2))
        .matches("backoff +exponential +exponential +default +.*")
        .doesNotContain("also");
    assertThat(cli.run("config").lines()).isEqualTo(lines);
    assertThat(cli.run("config", "show").lines()).isEqualTo(lines);
    assertThat(cli.run("config", "get").lines())
        .hasSize(lines.size() - 1)
        .startsWith("max_retries=5", "backoff=exponential", "backoff_base=2");
    assertThat(cli.run("config", "--json").lines())
        .contains(
            "{\"key\": \"max_retries\", \"value\": \"5\", \"default\": \"3\", \"from\":"
                + " \"store\"},");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "unset"})
  void resets(String name) {
    cli.run("config", "set", "max_retries", "5");
    assertThat(cli.run("config", name, "max-retries").out()).isEqualTo("max_retries = 3\n");
    assertThat(cli.run("config", "get", "max_retries").out()).isEqualTo("3\n");
  }

  @Test
  void names_the_nearest_key() {
    var ran = cli.run("config", "set", "max_retrys", "5");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo("queuectl: unknown key \"max_retrys\". Did you mean max_retries?\n");
    assertThat(cli.run("config", "get", "nonsense").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "max_retries,-1",
    "max_retries,x",
    "max_retries,01",
    "max_retries,+5",
    "lease,500ms",
    "backoff_base,0.5",
    "timeout,-5",
    "timeout,soon",
    "output_max,much",
    "disk_reserve,-1",
    "backoff,cubic",
    "worker_count,0",
    "poll_interval,0",
    "backoff_jitter,2",
    "priority,9999999"
  })
  void checks_values_and_changes_nothing(String key, String value) {
    var before = cli.run("config", "get", key).out();
    var ran = cli.run("config", "set", key, value);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(key, value);
    assertThat(cli.run("config", "get", key).out()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e3",
        "0x10",
        "+5",
        " 5",
        "٣",
        "1_000",
        "5.",
        ".5",
        "01",
        "2.0",
        "9223372036854775808",
        "NaN",
        "1d12h",
        "0.0001ms",
        "",
        "1,000",
        "5 5",
        "1e-3"
      })
  void a_number_or_a_duration_is_taken_or_refused_alike_by_every_door(String text) {
    cli.run("enqueue", "true", "--id", "a");
    for (var name : List.of("priority", "timeout")) {
      var json = "{\"command\": \"true\", \"%s\": \"%s\"}".formatted(name, text);
      var codes =
          List.of(
              cli.run("config", "set", name, "--", text).code(),
              cli.run("enqueue", "true", "--" + name + "=" + text).code(),
              cli.run("enqueue", json).code(),
              cli.in(json + "\n").run("enqueue", "-").code(),
              cli.in("[" + json + "]").run("enqueue", "-").code(),
              cli.run("edit", "a", "--" + name + "=" + text).code());
      assertThat(codes).as(name).containsOnly(codes.getFirst()).containsAnyOf(0, 2);
    }
  }

  @Test
  void prints_one_key_as_json() {
    assertThat(cli.run("config", "get", "timeout", "--json").out())
        .isEqualTo("{\"key\": \"timeout\", \"value\": \"0\"}\n");
  }

  @Test
  void says_once_what_a_value_is_not() {
    assertThat(cli.run("config", "set", "timeout", "5y").err())
        .isEqualTo(
            "queuectl: timeout \"5y\" is not a duration. Write 90, 90s, 10m, 2h30m or 1d.\n");
    assertThat(cli.run("config", "set", "output-max", "big").err())
        .startsWith("queuectl: output_max \"big\" is not a size.");
  }
}
