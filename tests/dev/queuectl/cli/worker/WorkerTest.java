package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest extends WorkerCalls {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker start --drain",
        "worker-start --drain",
        "worker --count 2 --drain",
        "worker start --workers 2 --drain",
        "worker start -n 2 --drain",
        "worker start -w2 --drain",
        "worker start --queue default --queue other --drain",
        "worker start --queue other,default --drain"
      })
  void starts_in_every_form(String line) {
    cli.run("enqueue", "true", "--id", "a");
    var ran = words(line);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines())
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("Worker w\\S+ started with (1 slot|2 slots)\\.");
              assertThat(lines.get(1)).isEqualTo("Processing job: a");
              assertThat(lines.get(2)).matches("Job a completed successfully in \\d+(\\.\\d+)?s");
              assertThat(lines.get(3)).matches("Worker w\\S+ stopped: 1 completed\\.");
            });
  }

  @Test
  void tells_of_retries_and_of_the_dead() {
    words("config set backoff_base 1");
    cli.run("enqueue", "exit 1", "--id", "a", "--retries", "2");
    var ran = words("worker start --drain");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines().subList(1, 6))
        .containsExactly(
            "Processing job: a",
            "Job a failed (exit code 1), will retry in 1s",
            "Processing job: a",
            "Job a failed (exit code 1)",
            "Job a moved to DLQ");
    assertThat(ran.out()).endsWith(": 0 completed, 1 moved to DLQ, 1 retry.\n");
  }

  @Test
  void says_with_its_exit_code_that_a_job_died() {
    cli.run("enqueue", "exit 1", "--retries", "1");
    assertThat(words("worker start --drain --exit-code").code()).isEqualTo(1);
    assertThat(words("worker start --drain --exit-code").code()).isZero();
  }

  @Test
  void a_queue_that_is_nearly_another_ones_name_is_said() {
    cli.run("enqueue", "true", "--queue", "mail");
    assertThat(words("worker start --queue mial --drain").err())
        .startsWith("queuectl: There is no queue \"mial\". Did you mean mail?\n");
    for (var line :
        List.of("worker start --queue spool --drain", "worker start --queue mail --drain")) {
      assertThat(words(line).err()).doesNotContain("no queue");
    }
  }

  @Test
  void drains_its_own_queues_only_and_says_what_is_left() {
    cli.run("enqueue", "true", "--id", "a", "--queue", "mail");
    cli.run("enqueue", "true", "--id", "b");
    cli.run("enqueue", "true", "--id", "c", "--queue", "mail", "--delay", "1h");
    var ran = words("worker start --drain --queue mail");
    assertThat(ran.err()).startsWith("queuectl: 2 pending jobs are left: ").hasLineCount(1);
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.job("b").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void prints_one_json_object_and_nothing_else() {
    cli.run("enqueue", "echo out; echo err >&2");
    var ran = words("worker start --drain --json");
    assertThat(ran.out())
        .matches(
            "\\{\"id\": \"w\\w+\", \"completed\": 1, \"failed\": 0, \"snoozed\": 0, \"dead\": 0, \"cancelled\": 0,"
                + " \"interrupted\": 0}\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void prints_nothing_when_quiet() {
    cli.run("enqueue", "true");
    var ran = words("worker start --drain --quiet");
    assertThat(ran.out() + ran.err()).isEmpty();
  }

  @Test
  void colours_its_lines_on_a_terminal_only() {
    cli.run("enqueue", "true", "--id", "a");
    cli.terminal();
    assertThat(words("worker start --drain").out())
        .containsPattern(
            "\r\u001b\\[K\u001b\\[2m[\\d:]{8}\u001b\\[0m \u001b\\[32mJob a completed successfully");
    cli.run("enqueue", "true", "--id", "b");
    cli.env.put("NO_COLOR", "1");
    assertThat(words("worker start --drain").out())
        .containsPattern("\r\u001b\\[K[\\d:]{8} Job b completed successfully")
        .contains("[##############################] 1 of 1")
        .doesNotContain("\u001b[32m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "99999999999", "two", "1.5", ""})
  void refuses_a_count_that_makes_no_sense(String count) {
    var ran = cli.run("worker", "start", "--count", count);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: ").contains("--count").hasLineCount(1);
  }

  @Test
  void refuses_a_queue_that_cannot_be() {
    var ran = cli.run("worker", "start", "--queue", "a b");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: the queue name \"a b\" cannot be used.");
  }

  @Test
  void names_the_option_that_was_meant() {
    var ran = words("worker start --dreain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean --drain?");
  }

  @Test
  void takes_the_number_of_slots_from_the_configuration() {
    words("config set worker_count 3");
    assertThat(words("worker start --drain").out()).contains(" started with 3 slots.");
  }

  @Test
  void a_configuration_that_somebody_broke_is_named() {
    words("config list");
    cli.store(
        store -> {
          store.config().set(Map.of(dev.queuectl.Setting.LEASE, "soon"));
          return 0;
        });
    var ran = words("worker start --drain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: lease \"soon\" is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker status", "worker list", "worker ls", "workers"})
  void shows_the_workers_in_every_form(String line) throws Exception {
    assertThat(words(line).out())
        .isEqualTo("No workers are running. Start one with: queuectl worker start\n");
    var worker = start("worker", "start", "--count", "3", "--queue", "mail");
    var lines = words(line).lines();
    assertThat(lines.getFirst())
        .matches("ID +STATE +HOST +PID +SLOTS +QUEUES +HEARTBEAT +DONE +MEAN +JOBS");
    assertThat(lines.get(1)).matches("w\\w+ +running +\\S+ +\\d+ +0/3 +mail +\\d+s +0 +- +-");
    assertThat(words("status").lines()).contains("workers: 3", "worker_processes: 1");
    words("worker stop");
    worker.end();
    assertThat(words("status").lines()).contains("workers: 0");
  }

  @Test
  void shows_the_workers_in_json() throws Exception {
    for (var form : List.of("worker status --json", "workers --json", "worker list --jsonl")) {
      assertThat(words(form).out()).isEqualTo(form.endsWith("l") ? "" : "[]\n");
    }
    var worker = start("worker", "start");
    var ran = words("worker status --json");
    assertThat(ran.out())
        .startsWith("[\n{\"id\": \"w")
        .contains("\"state\": \"running\", ", "\"slots\": 1, \"busy\": 0, \"queues\": [], ")
        .endsWith("}\n]\n");
    assertThat(ran.err()).isEmpty();
    words("worker stop");
    worker.end();
  }
}
