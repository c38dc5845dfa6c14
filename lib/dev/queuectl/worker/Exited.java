package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputEnd;
import java.io.IOException;
import java.time.Instant;

/// The exit of a job's process, as the launcher's thread hands it to the engine's.
///
/// @param logs where that output is
record Exited(Job job, Exit exit, Instant at, LogStore.Sizes output, LogStore logs) {
  /// The last line that it wrote to standard error; empty if there is none.
  String lastError() throws IOException {
    return output.stderrBytes() == 0
        ? ""
        : OutputEnd.lastLine(logs.output(job.seq(), job.lastAttempt()).stderr());
  }
}
