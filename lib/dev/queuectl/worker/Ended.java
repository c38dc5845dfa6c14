package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.output.LogStore;
import java.time.Instant;

/// The end of an attempt's process, as the launcher's thread hands it to the engine's.
record Ended(Job job, Exit exit, Instant at, LogStore.Sizes output) {}
