/// What shells have recorded about the commands they run: the start, the end, and why one was asked
/// to end. Start reading at [dev.queuectl.process.journal.JournalReader]. Uses only the operating
/// system's room (`posix`). Both starting commands and looking for them after a crash read from
/// here.
@NullMarked
package dev.queuectl.process.journal;

import org.jspecify.annotations.NullMarked;
