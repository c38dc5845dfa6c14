/// Looking for a text in what all jobs have printed. Start reading at
/// [dev.queuectl.report.search.LogSearch]. Sees the promises of the store and the files that output
/// is in; prints nothing.
@NullMarked
package dev.queuectl.report.search;

import org.jspecify.annotations.NullMarked;
