/// The words of a command line before a command sees them: aliases, literal words, completion, help
/// and the manual page. Start reading at [dev.queuectl.cli.syntax.Aliases]. Knows the names of
/// commands ([dev.queuectl.cli.syntax.CommandNames]) and none of their classes.
@NullMarked
package dev.queuectl.cli.syntax;

import org.jspecify.annotations.NullMarked;
