package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Until;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs are asked to end while another process keeps the store locked for good.
@EnabledOnOs({OS.LINUX, OS.MAC})
class LeavingLockedStoreTest {
  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    program = new ProgramProcess(cli);
  }

  @AfterEach
  void close() throws Exception {
    program.close();
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130"})
  void run_leaves_though_it_can_neither_cancel_the_job_nor_store_its_end(String signal, int code)
      throws Exception {
    var run = program.start("run", "sleep 60", "--id", "a");
    untilRunning();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(run.signal(signal).exitCode()).isEqualTo(code);
      assertThat(run.printed()).contains("exited before the job a has ended; it was not cancelled");
    }
  }

  @Test
  void a_worker_leaves_what_it_cannot_store_to_the_next_one() throws Exception {
    var worker = program.worker("--count", "1");
    cli.run("enqueue", "while [ ! -e go ]; do sleep 0.05; done", "--id", "a");
    untilRunning();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Files.createFile(directory.resolve("go"));
      worker.signal("TERM").exitCode();
    }
    program.start("worker", "start", "--drain").exitCode();
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(cli.job("a").attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void an_idle_worker_leaves_and_says_what_it_could_not_do(String signal) throws Exception {
    var worker = program.worker("--count", "1");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(worker.signal(signal).exitCode()).isZero();
      assertThat(worker.printed()).contains("more than 0.5s").contains("stopped: 0 completed");
    }
  }

  private void untilRunning() {
    Until.until("it runs", () -> cli.run("show", "a", "--json").out().contains("processing"));
  }
}
