/// The command that searches output. Start reading at [dev.queuectl.cli.search.SearchCommand]; how
/// it is searched is in [dev.queuectl.report.search.LogSearch].
@NullMarked
package dev.queuectl.cli.search;

import org.jspecify.annotations.NullMarked;
