package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a", "--timeout", "90", "--queue", "slow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "info", "job", "get", "status"})
  void shows_everything_under_each_of_its_names(String name) {
    var ran = cli.run(name, "a");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines())
        .contains(
            "id: a",
            "state: pending",
            "command: make",
            "queue: slow",
            "attempts: 0/3",
            "timeout: 1m 30s",
            "created_at: 2026-06-01T08:00:00.000Z",
            "why: No worker is running. Start one with: queuectl worker start");
  }

  @Test
  void the_attempt_that_runs_is_counted() {
    cli.claim();
    assertThat(cli.run("show", "a").lines()).contains("attempts: 1/3, running");
    assertThat(cli.run("show", "a", "--json").out()).contains("\"attempts\": 0,");
    assertThat(cli.run("list").out()).contains("processing  1/3");
  }

  @Test
  void shows_every_attempt() {
    cli.finish(new Outcome.Failed(3), "", "");
    var ran = cli.run("show", "a");
    assertThat(ran.lines()).contains("state: failed", "exit_code: 3", "error: exit code 3");
    assertThat(ran.out())
        .containsPattern("(?m)^1 +failed +2026-06-01T08:00:00.000Z +0s +w1 +exit code 3$");
  }

  @Test
  void prints_one_json_object() {
    cli.finish(new Outcome.Failed(3), "", "");
    var ran = cli.run("show", "a", "--json");
    assertThat(ran.lines()).hasSize(1);
    assertThat(ran.out())
        .contains(
            "\"timeout\": 90,",
            "\"history\": [{\"attempt\": 1, ",
            "\"next_retry_at\": \"2026-06-01T08:00:02.000Z\"",
            "\"why\": [\"Attempt 1 of 3 failed");
  }

  @Test
  void says_that_a_job_is_not_there() {
    var ran = cli.run("show", "nope");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("queuectl: there is no job \"nope\". See queuectl list --all.\n");
  }

  @Test
  void misses_the_id() {
    var ran = cli.run("show");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("queuectl: ID is missing. See queuectl show --help.\n");
  }

  @Test
  void says_why() {
    cli.run("hold", "a");
    assertThat(cli.run("why", "a").lines())
        .first()
        .isEqualTo("It is held. Release it with: queuectl release a");
    assertThat(cli.run("why", "a", "--json").out())
        .startsWith("{\"id\": \"a\", \"state\": \"pending\", \"why\": [\"It is held.");
    assertThat(cli.run("why", "b").code()).isEqualTo(1);
  }

  @Test
  void says_why_at_once_if_the_disk_has_no_room() {
    cli.run("config", "set", "disk_reserve", "1024T");
    assertThat(cli.run("why", "a").lines().getFirst())
        .matches(
            "Workers on this host are not claiming jobs: .* free at .*, disk_reserve is 1024 "
                + "TiB\\.");
  }
}
