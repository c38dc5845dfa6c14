/// Commands about jobs that are dead. Start reading at [dev.queuectl.cli.dlq.DlqCommand]. They are
/// jobs like others: what is printed and done comes from the room of jobs.
@NullMarked
package dev.queuectl.cli.dlq;

import org.jspecify.annotations.NullMarked;
