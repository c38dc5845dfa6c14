package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Workers that are processes, and jobs that go on as long as a file is there. Nothing waits for a
/// poll: the interval is an hour.
@Tag("process")
abstract class WorkerProcesses {
  @TempDir Path directory;
  Cli cli;
  ProgramProcess program;
  Path hold;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    cli.run("config", "set", "poll_interval", "1h");
    program = new ProgramProcess(cli);
    hold = Files.createFile(directory.resolve("hold"));
  }

  @AfterEach
  void close() throws Exception {
    Files.deleteIfExists(hold);
    program.close();
  }

  void enqueue(String id, String command, String... options) {
    var words = new ArrayList<>(List.of("enqueue", command, "--id", id));
    words.addAll(List.of(options));
    assertThat(cli.run(words.toArray(String[]::new)).code()).isZero();
  }

  /// A command that goes on until the test lets it go, or has ended.
  String whileHeld() {
    return "while [ -e " + hold + " ]; do sleep 0.05; done";
  }

  void untilIt(String id, JobState state) {
    until(id + " is " + state.word(), () -> cli.job(id).state() == state);
  }

  List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }
}
