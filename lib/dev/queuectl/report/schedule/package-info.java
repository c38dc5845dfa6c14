/// What people and programs are shown about schedules, and how they say what one is to be. Start
/// reading at [dev.queuectl.report.schedule.ScheduleDraft].
@NullMarked
package dev.queuectl.report.schedule;

import org.jspecify.annotations.NullMarked;
