package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.process.output.OutputOrder;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The exit of a job's process, as the launcher's thread hands it to the engine's.
///
/// @param order in which it was printed to both streams; null if that is not known
/// @param logs where that output is
record Exited(
    Job job, Exit exit, Instant at, LogStore.Sizes output, @Nullable String order, LogStore logs) {
  /// So much of standard error is what rules about it look at.
  private static final int RULED_BYTES = 64 * 1024;

  /// One whose process this worker has started.
  static Exited launched(
      Job job, Exit exit, Instant at, LogStore.Sizes output, LogStore logs, Launcher launcher) {
    return new Exited(job, exit, at, output, order(job, output, logs, launcher), logs);
  }

  /// There is none of what was printed to one stream, or none, as most jobs do.
  private static @Nullable String order(
      Job job, LogStore.Sizes output, LogStore logs, Launcher launcher) {
    if (output.stdoutBytes() == 0 || output.stderrBytes() == 0) {
      return null;
    }
    var stdout = logs.output(job.seq(), job.lastAttempt()).stdout();
    return launcher.takeOrder(stdout).map(OutputOrder::text).orElse(null);
  }

  /// The end of what it wrote to standard error; empty if there is none, or none can be read.
  String lastErrors() {
    try {
      return output.stderrBytes() == 0
          ? ""
          : OutputEnd.of(logs.output(job.seq(), job.lastAttempt()).stderr(), RULED_BYTES);
    } catch (IOException e) {
      return "";
    }
  }

  /// The last line that it wrote to standard error; empty if there is none.
  String lastError() throws IOException {
    return output.stderrBytes() == 0
        ? ""
        : OutputEnd.lastLine(logs.output(job.seq(), job.lastAttempt()).stderr());
  }
}
