/// What remains of jobs: sums over time, the audit log, what is kept for how long, archives. Start
/// reading at [dev.queuectl.store.history.Rollups] and
/// [dev.queuectl.store.history.SqlRetentionStore]. Uses the room of jobs.
@NullMarked
package dev.queuectl.store.history;

import org.jspecify.annotations.NullMarked;
