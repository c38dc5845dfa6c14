/// What every store promises: one interface per subject, gathered by [dev.queuectl.store.Store],
/// and what they take and return. Start reading at [dev.queuectl.store.JobStore] and
/// [dev.queuectl.store.WorkerStore]. Imports the vocabulary and Java only; code that works with a
/// queue sees only these, never the rooms below, which keep the promises in SQL.
@NullMarked
package dev.queuectl.store;

import org.jspecify.annotations.NullMarked;
