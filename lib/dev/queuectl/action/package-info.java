/// What people and programs do to jobs, whichever way they come: the commands, the pages and the
/// API all go through [dev.queuectl.action.Actions], and say no more than what and to which. Uses
/// the vocabulary and the files of output; knows nothing of a terminal or of HTTP.
@NullMarked
package dev.queuectl.action;

import org.jspecify.annotations.NullMarked;
