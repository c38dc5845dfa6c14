package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.cli.Cli;
import dev.queuectl.store.JobQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other queues leave behind is taken over.
class ForeignImportTest {
  private static final String SPOOLER =
      """
      ID   State      Output               E-Level  Times(r/u/s)   Command [run=1/1]
      0    finished   /tmp/ts-out.tNkDfb   0        0.01/0.00/0.00 ls -l
      1    finished   /tmp/ts-out.Ab3dEf   2        1.50/0.20/0.10 [nightly]make all
      2    running    /tmp/ts-out.Qm3JOp                           sleep 100
      3    queued     (file)                                       5 lines
      """;

  private static final String LOG =
      """
      Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand
      1\t:\t1764000000.123\t     0.004\t0\t2\t0\t0\techo a
      2\t:\t1764000001.123\t     0.004\t0\t2\t3\t0\techo b\tand more
      3\t:\t1764000002.123\t     0.004\t0\t2\t0\t9\techo c
      """;

  private static final String PUEUE =
      """
      {"tasks": {
        "0": {"id": 0, "command": "ls", "original_command": "ls", "path": "/tmp", "group": "default", "priority": 0,
              "status": {"Done": {"result": "Success", "start": "2026-01-01T00:00:00+01:00"}}},
        "1": {"id": 1, "command": "make", "path": "/src", "group": "build", "priority": 5,
              "status": {"Done": {"result": {"Failed": 2}}}},
        "2": {"id": 2, "command": "later", "path": "/src", "group": "default", "priority": 0,
              "status": {"Stashed": {"enqueue_at": null}}},
        "3": {"id": 3, "command": "old", "path": "/src", "group": "default", "status": "Queued"}},
       "groups": {"default": {"status": "Running", "parallel_tasks": 1}}}
      """;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private List<Job> jobs() {
    return cli.store(
        store -> store.jobs().list(new JobQuery(Set.of(), null, null, JobQuery.Sort.OLDEST, 9)));
  }

  @Test
  void takes_over_what_task_spooler_has_not_done() {
    assertThat(cli.in(SPOOLER).run("import", "--from", "tsp", "-").lines().getLast())
        .isEqualTo("Imported 3 jobs.");
    assertThat(jobs()).extracting(Job::command).containsExactly("make all", "sleep 100", "5 lines");
    cli.in(SPOOLER).run("import", "--from", "tsp", "-", "--all");
    assertThat(cli.count()).isEqualTo(7);
  }

  @Test
  void takes_over_what_parallel_has_not_done() {
    cli.in(LOG).run("import", "--from", "parallel", "-");
    assertThat(jobs()).extracting(Job::command).containsExactly("echo b\tand more", "echo c");
  }

  @Test
  void takes_over_what_pueue_has_not_done() {
    cli.in(PUEUE).run("import", "--from", "pueue", "-");
    assertThat(jobs()).extracting(Job::command).containsExactly("make", "later", "old");
    var make = jobs().getFirst();
    assertThat(make.queue()).isEqualTo("build");
    assertThat(make.priority()).isEqualTo(5);
    assertThat(make.cwd()).isEqualTo("/src");
    assertThat(jobs()).extracting(Job::held).containsExactly(false, true, false);
  }

  @Test
  void refuses_what_is_no_such_list() {
    assertThat(cli.in("nonsense\n").run("import", "--from", "tsp", "-").code()).isEqualTo(2);
    assertThat(cli.in("Seq\tHost\n1\n").run("import", "--from", "parallel", "-").code())
        .isEqualTo(2);
    assertThat(cli.in("{}").run("import", "--from", "pueue", "-").code()).isEqualTo(2);
    assertThat(cli.in("{").run("import", "--from", "pueue", "-").code()).isEqualTo(2);
    assertThat(cli.in(LOG).run("import", "--from", "paralel", "-").err())
        .contains("Did you mean parallel?");
    assertThat(cli.in(LOG).run("import", "--from", "tsp", "-", "--skip-existing").code())
        .isEqualTo(2);
    assertThat(cli.count()).isZero();
  }

  @Test
  void what_waits_in_task_spooler_for_others_is_held_and_what_cannot_come_along_is_said() {
    var ran =
        cli.in(
                """
                ID   State      Output               E-Level  Times(r/u/s)   Command [run=1/1]
                0    finished   /tmp/ts-out.tNkDfb   0        0.01/0.00/0.00 make
                1    queued     (file)                                       [0]&& make install
                2    queued     (file)                                       && [nightly]make test
                3    skipped    (no output)                                  [2]&& make clean
                4    queued     (file)                                       rsync -a /a/very/long/path/that/is...
                5    queued     stdout                                       5 10 lines && more
                """)
            .run("import", "--from", "tsp", "-");
    assertThat(ran.out()).isEqualTo("Imported 4 jobs.\n");
    assertThat(jobs())
        .extracting(Job::command)
        .containsExactly("make install", "make test", "make clean", "5 10 lines && more");
    assertThat(jobs()).extracting(Job::held).containsExactly(false, true, true, false);
    assertThat(ran.err())
        .isEqualTo(
            """
            queuectl: job 2: its label [nightly] is not kept.
            queuectl: job 2: it waits for job 1; here it is held, so release it when that has succeeded.
            queuectl: job 3: it waits for job 2; here it is held, so release it when that has succeeded.
            queuectl: job 4: its command is shortened: rsync -a /a/very/long/path/that/is...; it was skipped.
            queuectl: 3 of 5 jobs could not be carried over completely.
            """);
  }

  @Test
  void environments_and_dependencies_of_pueue_are_taken_over_or_said() {
    var ran =
        cli.in(
                """
                {"tasks": {
                  "0": {"id": 0, "command": "a", "path": "/", "status": {"Done": {"result": "Success"}}},
                  "1": {"id": 1, "command": "b", "path": "/", "label": "mine", "dependencies": [0],
                        "envs": {"A": "x", "BASH_FUNC_f%%": "() { :; }"}, "status": {"Queued": {}}},
                  "2": {"id": 2, "command": "c", "path": "/", "dependencies": [0, 1], "status": {"Queued": {}}},
                  "3": {"id": 3, "command": "d", "path": "/",
                        "status": {"Stashed": {"enqueue_at": "2026-06-02T08:00:00+02:00"}}}}}
                """)
            .run("import", "--from", "pueue", "-");
    assertThat(ran.out()).isEqualTo("Imported 3 jobs.\n");
    assertThat(jobs()).extracting(Job::held).containsExactly(false, true, false);
    assertThat(jobs().getFirst().env()).isEqualTo(Map.of("A", "x"));
    assertThat(jobs().getLast().runAt()).isEqualTo(Instant.parse("2026-06-02T06:00:00Z"));
    assertThat(ran.err())
        .isEqualTo(
            """
            queuectl: job 1: its label "mine" is not kept.
            queuectl: job 1: these variables of its environment are not kept: BASH_FUNC_f%%.
            queuectl: job 2: it waits for job 1; here it is held, so release it when that has succeeded.
            queuectl: 2 of 3 jobs could not be carried over completely.
            """);
  }

  @Test
  void of_what_parallel_has_retried_the_last_line_counts_and_other_hosts_are_said() {
    var ran =
        cli.in(
                """
                Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand
                1\t:\t1764000000.123\t0.004\t0\t2\t1\t0\techo a
                2\tserver1\t1764000001.123\t0.004\t7\t2\t3\t0\techo b
                1\t:\t1764000002.123\t0.004\t0\t2\t0\t0\techo a
                """)
            .run("import", "--from", "parallel", "-", "--json");
    assertThat(jobs()).extracting(Job::command).containsExactly("echo b");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            "{\"imported\": 1, \"lost\": [\"job 2: it ran on the host server1; here it runs on "
                + "this one.\", \"job 2: the files that were sent along are missing.\"]}\n");
  }
}
