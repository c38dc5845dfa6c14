package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.Attempt;
import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.report.ShellWords;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One queue, two pid namespaces, as of two containers that share a volume.
@Tag("process")
@EnabledOnOs(OS.LINUX)
class NamespaceTest {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;
  private Path hold;

  @BeforeEach
  void open() throws Exception {
    var tried = new ArrayList<>(NAMESPACE);
    tried.add("true");
    assumeThat(new ProcessBuilder(tried).start().waitFor()).as("may make namespaces").isZero();
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    program = new ProgramProcess(cli);
    hold = Files.createFile(directory.resolve("hold"));
    cli.run("config", "set", "lease", "2s");
    cli.run(
        "enqueue", "--id", "a", "echo ran >>ran; while [ -e " + hold + " ]; do sleep 0.05; done");
  }

  @AfterEach
  void close() throws Exception {
    Files.deleteIfExists(hold);
    program.close();
  }

  private ProgramProcess.Running inNamespace(List<String> words) throws Exception {
    var all = new ArrayList<>(NAMESPACE);
    all.addAll(words);
    var out = Files.createTempFile(directory, "printed", ".txt");
    return program.start(all, Redirect.to(out.toFile()), out);
  }

  private ProgramProcess.Running worker(String... options) throws Exception {
    var words = new ArrayList<>(List.of("worker", "start"));
    words.addAll(List.of(options));
    return inNamespace(ProgramProcess.words(words.toArray(String[]::new)))
        .until("Processing job: a");
  }

  @Test
  void a_worker_of_another_one_is_scaled_and_stopped_and_waited_for() throws Exception {
    var worker = worker();
    assertThat(cli.run("worker", "scale", "3").code()).isZero();
    worker.until("3 slots");
    var late = cli.run("worker", "stop", "--timeout", "100ms");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err()).contains("waiting for 1 running job: a.");
    Files.delete(hold);
    // It has been leaving since the first try: slots without a job may be gone by now, or all of
    // it.
    assertThat(cli.run("worker", "stop").out())
        .isIn(
            "Stopped 1 worker process with 3 slots.\n",
            "Stopped 1 worker process with 1 slot.\n",
            NOBODY);
    assertThat(worker.exitCode()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
  }

  private static final String NOBODY = "No workers are running.\n";

  @Test
  void a_restart_lets_the_jobs_of_another_one_end_first() throws Exception {
    var old = worker("--count", "2");
    var said = Files.createFile(directory.resolve("said.txt"));
    var restart =
        program.start(ProgramProcess.words("worker", "restart"), Redirect.to(said.toFile()), said);
    restart.until("another pid namespace");
    Files.delete(hold);
    assertThat(restart.exitCode()).isZero();
    assertThat(old.exitCode()).isZero();
    assertThat(Files.readAllLines(directory.resolve("ran"))).hasSize(1);
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.run("worker", "list", "--json").out()).contains("\"slots\": 2");
    assertThat(cli.run("worker", "stop").out())
        .isEqualTo("Stopped 1 worker process with 2 slots.\n");
  }

  /// From the outer namespace its process can be seen, from one beside it nothing but the lock.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_job_that_survives_its_worker_there_is_not_run_beside_it(boolean heirInside)
      throws Exception {
    var start = ShellWords.quoted(ProgramProcess.words("worker", "start"));
    var script = start + " & w=$!; until [ -e die ]; do sleep 0.05; done; kill -9 $w; sleep 600";
    inNamespace(List.of("sh", "-c", script)).until("Processing job: a");
    until("it runs", () -> Files.exists(directory.resolve("ran")));
    Files.createFile(directory.resolve("die"));
    var heir =
        heirInside
            ? inNamespace(ProgramProcess.words("worker", "start", "--drain"))
            : program.start("worker", "start", "--drain");
    heir.until("taken over from");
    Files.delete(hold);
    assertThat(heir.exitCode()).isZero();
    assertThat(Files.readAllLines(directory.resolve("ran"))).hasSize(1);
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    var seq = cli.job("a").seq();
    var attempts = cli.store(store -> store.jobs().attempts(seq));
    assertThat(attempts).extracting(Attempt::outcome).containsExactly("succeeded");
  }

  @Test
  void a_worker_that_cannot_see_its_processes_does_not_start() throws Exception {
    var words = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child"));
    words.addAll(ProgramProcess.words("worker", "start", "--drain"));
    var out = Files.createTempFile(directory, "printed", ".txt");
    var blind = program.start(words, Redirect.to(out.toFile()), out);
    assertThat(blind.exitCode()).isEqualTo(3);
    assertThat(blind.printed()).contains("/proc belongs to another pid namespace");
  }
}
