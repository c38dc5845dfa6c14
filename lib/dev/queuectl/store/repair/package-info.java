/// Rows that contradict each other or hold impossible values: finding and mending them, and the
/// rest of upkeep. Start reading at [dev.queuectl.store.repair.SqlUpkeep], then
/// [dev.queuectl.store.repair.Disorders] and [dev.queuectl.store.repair.Mending]: these two load
/// jOOQ, so no ordinary command uses them.
@NullMarked
package dev.queuectl.store.repair;

import org.jspecify.annotations.NullMarked;
