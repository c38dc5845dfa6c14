/// The interactive shell, scripts and the menu: lines that are typed become command lines of this
/// program. Start reading at [dev.queuectl.cli.shell.InteractiveShell]. Runs commands by
/// [dev.queuectl.cli.console.Program] and knows none of their classes.
@NullMarked
package dev.queuectl.cli.shell;

import org.jspecify.annotations.NullMarked;
