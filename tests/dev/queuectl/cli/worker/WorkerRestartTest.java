package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.ShellWords;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Workers that go on without the process that started them: detached, or restarted.
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerRestartTest extends WorkerProcesses {
  @Test
  void a_detached_worker_outlives_its_pipe_and_its_session() throws Exception {
    var command = ShellWords.quoted(ProgramProcess.words("worker", "start", "--detach", "--json"));
    var parent = Files.createFile(directory.resolve("parent.txt"));
    var shell = List.of("setsid", "bash", "-c", command + " | cat; echo code=${PIPESTATUS[0]}");
    var caller = program.start(shell, Redirect.to(parent.toFile()), parent);
    assertThat(caller.exitCode()).isZero();
    assertThat(caller.printed())
        .matches("\\{\"id\": \"w\\w+\", \"pid\": \\d+, \"slots\": 1, \"log\": \".*\"}\ncode=0\n");
    enqueue("a", "true");
    untilIt("a", JobState.COMPLETED);
    var worker = cli.store(store -> store.workers().workers().getFirst());
    assertThat(caller.printed()).contains("\"pid\": " + worker.process().pid() + ",");
    var log = directory.resolve("run").resolve(worker.id() + ".log");
    assertThat(log).content().contains("Processing job: a");
    assertThat(Files.getPosixFilePermissions(log)).hasToString("[OWNER_READ, OWNER_WRITE]");
    assertThat(Files.getPosixFilePermissions(log.getParent())).hasSize(3);
    assertThat(cli.run("worker", "stop").out())
        .isEqualTo("Stopped 1 worker process with 1 slot.\n");
    assertThat(Identities.isAlive(worker.process())).isEqualTo(Identities.Liveness.DEAD);
  }

  @Test
  void a_restart_leaves_the_running_jobs_alone() throws Exception {
    enqueue("a", "echo ran >>ran; " + whileHeld() + "; exit 3", "-r", "1");
    var old = program.worker();
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    var said = Files.createFile(directory.resolve("said.txt"));
    var restart =
        program.start(ProgramProcess.words("worker", "restart"), Redirect.to(said.toFile()), said);
    assertThat(restart.exitCode()).isZero();
    assertThat(old.exitCode()).isZero();
    Files.delete(hold);
    untilIt("a", JobState.DEAD);
    assertThat(cli.job("a")).matches(job -> job.exitCode() == 3 && job.interruptions() == 0);
    assertThat(lines("ran")).hasSize(1);
    assertThat(cli.run("worker", "stop").out())
        .isEqualTo("Stopped 1 worker process with 1 slot.\n");
  }

  @Test
  void three_restarts_at_once_make_one_worker_of_one() throws Exception {
    var old = program.worker("--count", "2");
    var restarts = new ArrayList<ProgramProcess.Running>();
    for (var i = 0; i < 3; i++) {
      restarts.add(program.start("worker", "restart"));
    }
    for (var restart : restarts) {
      assertThat(restart.exitCode()).isZero();
    }
    assertThat(old.exitCode()).isZero();
    var workers = cli.store(store -> store.workers().workers());
    assertThat(workers).hasSize(1);
    assertThat(cli.run("worker", "stop").out())
        .isEqualTo("Stopped 1 worker process with 2 slots.\n");
  }

  @Test
  void a_worker_that_drains_drains_on_when_it_is_restarted() throws Exception {
    enqueue("a", whileHeld());
    program.worker("--drain", "--exit-code").until("Processing job: a");
    assertThat(program.start("worker", "restart").exitCode()).isZero();
    // the row of the old one goes when the new one takes over what it ran
    until("one is left", () -> cli.store(store -> store.workers().workers()).size() == 1);
    Files.delete(hold);
    until("it has left", () -> cli.store(store -> store.workers().workers()).isEmpty());
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void a_detached_worker_that_cannot_start_says_why() throws Exception {
    cli.store(
        store -> {
          store.config().set(Map.of(dev.queuectl.Setting.LEASE, "soon"));
          return 0;
        });
    var caller = program.start("worker", "start", "--detach");
    assertThat(caller.exitCode()).isEqualTo(2);
    assertThat(caller.printed()).contains("lease \"soon\" is not a duration");
  }
}
