/// What all running jobs print, as it comes. Start reading at
/// [dev.queuectl.report.tail.RunningOutput]. Keeps nothing: whoever follows says how far they have
/// come.
@NullMarked
package dev.queuectl.report.tail;

import org.jspecify.annotations.NullMarked;
