/// The command line: one file per command, and what they share: reading input, printing, exit
/// codes. Start reading at [dev.queuectl.cli.Main], then [dev.queuectl.cli.EnqueueCommand].
///
/// The only package that imports Micronaut and picocli. Never imports jOOQ.
@NullMarked
package dev.queuectl.cli;

import org.jspecify.annotations.NullMarked;
