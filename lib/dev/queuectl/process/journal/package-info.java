/// What shells have written down of the commands they run: start, end, and why one was ended. Start
/// reading at [dev.queuectl.process.journal.JournalReader]. Uses the room of the operating system
/// only; who starts commands and who looks for them after a crash both read here.
@NullMarked
package dev.queuectl.process.journal;

import org.jspecify.annotations.NullMarked;
