/// What people and programs are told of the queue, and how they tell it of new jobs: JSON with its
/// stable names, reasons, numbers, groups of failures. Shared by the command line and the web.
///
/// Start reading at `JobJson` and `NewJobReader`. Sees the vocabulary and the stores as interfaces,
/// and `process/` to read output; never the worker, the command line, the web or SQL.
@NullMarked
package dev.queuectl.report;

import org.jspecify.annotations.NullMarked;
