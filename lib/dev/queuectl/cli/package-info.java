/// The program's entry: the table of commands, the beans behind them, and what is loaded ahead to
/// start fast. Start reading at [dev.queuectl.cli.Main], then [dev.queuectl.cli.CommandTable]. The
/// commands themselves live in the rooms below, which know nothing of this one. The command line
/// alone imports Micronaut and picocli; it never imports jOOQ.
@NullMarked
package dev.queuectl.cli;

import org.jspecify.annotations.NullMarked;
