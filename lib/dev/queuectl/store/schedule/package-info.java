/// Keeps the promises of [dev.queuectl.store.ScheduleStore]: the jobs that recur. Knows no
/// particular database.
@NullMarked
package dev.queuectl.store.schedule;

import org.jspecify.annotations.NullMarked;
