/// Rows that contradict each other or hold what they must not: finding and mending them. Start
/// reading at [dev.queuectl.store.repair.Disorders], then [dev.queuectl.store.repair.Mending].
/// Loads jOOQ, so no ordinary command comes here.
@NullMarked
package dev.queuectl.store.repair;

import org.jspecify.annotations.NullMarked;
