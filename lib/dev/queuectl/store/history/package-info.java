/// What remains of jobs: sums over time, the audit log, retention, archives. Start reading at
/// [dev.queuectl.store.history.Rollups] and [dev.queuectl.store.history.SqlRetentionStore]. Uses
/// the room of jobs (`job`).
@NullMarked
package dev.queuectl.store.history;

import org.jspecify.annotations.NullMarked;
