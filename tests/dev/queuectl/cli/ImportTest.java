package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of other tools.
class ImportTest {
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
  void an_id_that_is_taken_is_left_out_only_when_asked() {
    cli.run("enqueue", "true", "--id", "a");
    var exported = cli.run("export").out();
    var ran = cli.in(exported).run("import", "-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: a job with the id \"a\" exists already, nothing was imported."
                + " --skip-existing leaves such jobs out.\n");
    assertThat(cli.in(exported).run("import", "--skip-existing", "-").out())
        .isEqualTo("imported 0 jobs\n");
  }

  @Test
  void takes_over_what_task_spooler_has_not_done() {
    assertThat(cli.in(SPOOLER).run("import", "--from", "tsp", "-").lines().getLast())
        .isEqualTo("imported 3 jobs");
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
  void an_id_that_stands_in_two_lines_is_refused_with_the_line() {
    cli.run("enqueue", "true", "--id", "twice");
    var line = cli.run("export").out();
    cli.run("remove", "twice");
    for (var options : List.of("", "--skip-existing")) {
      var ran = cli.in(line + line).run(("import - " + options).strip().split(" "));
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo("queuectl: line 2: the id \"twice\" is given twice; nothing was imported.\n");
      assertThat(cli.count()).isZero();
    }
  }

  @Test
  void more_than_one_transaction_takes_is_imported_whole_or_not_at_all_when_an_id_is_taken()
      throws Exception {
    var lines =
        IntStream.range(0, 1200)
            .mapToObj(i -> "{\"id\": \"n%d\", \"command\": \"x\"}".formatted(i))
            .toList();
    cli.in(String.join("\n", lines));
    cli.run("enqueue", "-");
    cli.run("export", "all.jsonl");
    cli.run("remove", "--state", "pending", "--yes");
    cli.run("enqueue", "other", "--id", "n1100");
    var ran = cli.run("import", "all.jsonl");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("\"n1100\" exists already, nothing was imported");
    assertThat(cli.count()).isEqualTo(1);
    assertThat(cli.run("import", "--skip-existing", "all.jsonl").out())
        .isEqualTo("imported 1,199 jobs\n");
    assertThat(cli.count()).isEqualTo(1200);
  }
}
