/// The engine of a worker: claims jobs, launches them, enforces their timeouts, stores what became
/// of them, keeps its leases, and takes over what dead workers left. Start reading at
/// [dev.queuectl.worker.Engine#runOnce].
///
/// Sees the stores as interfaces, never SQL; imports the vocabulary and `process/` only.
@NullMarked
package dev.queuectl.worker;

import org.jspecify.annotations.NullMarked;
