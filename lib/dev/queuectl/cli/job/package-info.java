/// Commands about single jobs, from `enqueue` to `remove`, and what they print of a job. Start
/// reading at [dev.queuectl.cli.job.EnqueueCommand] and [dev.queuectl.cli.job.EachJob]. May bring a
/// worker along; uses no command of another room.
@NullMarked
package dev.queuectl.cli.job;

import org.jspecify.annotations.NullMarked;
