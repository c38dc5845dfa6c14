/// What people and programs do to jobs, by whichever way: the commands, the pages and the API all
/// go through [dev.queuectl.action.Actions], and only say what to do and to which jobs. Uses the
/// vocabulary, the store and the output files; knows nothing of a terminal or of HTTP.
@NullMarked
package dev.queuectl.action;

import org.jspecify.annotations.NullMarked;
