/// Commands about jobs that recur. Start reading at [dev.queuectl.cli.schedule.ScheduleAddCommand].
@NullMarked
package dev.queuectl.cli.schedule;

import org.jspecify.annotations.NullMarked;
