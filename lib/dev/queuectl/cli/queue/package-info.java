/// Commands about the queue as a whole: its queues, configuration, status, numbers and events.
/// Start reading at [dev.queuectl.cli.queue.StatusCommand].
@NullMarked
package dev.queuectl.cli.queue;

import org.jspecify.annotations.NullMarked;
