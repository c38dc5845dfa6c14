/// The files that output goes to: their places, bounds, and who has one open. Start reading at
/// [dev.queuectl.process.output.LogStore]. Uses the room of the operating system, and starts
/// nothing.
@NullMarked
package dev.queuectl.process.output;

import org.jspecify.annotations.NullMarked;
