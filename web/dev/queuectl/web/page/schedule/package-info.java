/// The page of the jobs that recur. Start reading at
/// [dev.queuectl.web.page.schedule.SchedulesPage].
@NullMarked
package dev.queuectl.web.page.schedule;

import org.jspecify.annotations.NullMarked;
