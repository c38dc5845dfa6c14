/// The queue in SQL, as typed jOOQ: the schema, and one method per verb of [dev.queuectl.JobStore],
/// [dev.queuectl.WorkerStore] and [dev.queuectl.ConfigStore]. Start reading at
/// [dev.queuectl.store.Migrations], then [dev.queuectl.store.SqlWorkerStore].
///
/// `schema/` is generated from the migrated database and committed. Imports no other package of
/// QueueCTL but the vocabulary.
@NullMarked
package dev.queuectl.store;

import org.jspecify.annotations.NullMarked;
