/// What every command shares with the person before it: standard input and output, colours, tables,
/// questions, Ctrl-C, single keys, the words of an error and its exit code. Start reading at
/// [dev.queuectl.cli.console.Console] and [dev.queuectl.cli.console.Printer]. Knows no store and no
/// other room of the command line.
@NullMarked
package dev.queuectl.cli.console;

import org.jspecify.annotations.NullMarked;
