/// The files that output goes to: where they are, how large they may be, and who has one open.
/// Start reading at [dev.queuectl.process.output.LogStore]. Uses the operating system's room
/// (`posix`), and starts nothing.
@NullMarked
package dev.queuectl.process.output;

import org.jspecify.annotations.NullMarked;
