/// The worker commands, what a worker prints of its events, and the workers that other commands
/// bring with them. Start reading at [dev.queuectl.cli.worker.WorkerStartCommand]. The engine
/// itself is in `worker`.
@NullMarked
package dev.queuectl.cli.worker;

import org.jspecify.annotations.NullMarked;
