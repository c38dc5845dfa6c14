package dev.queuectl.process.output;

import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.launch.Runs;
import dev.queuectl.process.launch.TestLaunch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of running commands' output share: a launcher, the store of output, and one attempt.
abstract class OutputSteps {
  static final long CAP_BYTES = 256 * 1024;

  @TempDir Path directory;
  LogStore logs;
  Launcher launcher;
  LogStore.Output output;

  @BeforeEach
  void open() throws Exception {
    logs = new LogStore(directory.resolve("logs/s1"));
    launcher = Launcher.forThisPlatform(directory.resolve("run/w1.journal"), logs.root());
    output = logs.output(1, 1);
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  Runs.Run start(String command) {
    return start(command, Map.of());
  }

  Runs.Run start(String command, Map<String, String> env) {
    return new Runs(launcher, directory)
        .start(
            TestLaunch.into(
                output.stdout(),
                output.stderr(),
                "output.1.1",
                command,
                directory.toString(),
                env));
  }
}
