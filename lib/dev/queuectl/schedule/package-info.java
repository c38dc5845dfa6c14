/// When recurring jobs run: expressions of cron(8), intervals, time zones, and what a schedule is.
/// Start reading at [dev.queuectl.schedule.Timetable]. Part of the vocabulary: uses nothing but
/// Java.
@NullMarked
package dev.queuectl.schedule;

import org.jspecify.annotations.NullMarked;
