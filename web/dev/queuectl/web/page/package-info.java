/// The dashboard's pages: pure functions from data to HTML, one file a page or a part that several
/// share.
///
/// Start reading at `Layout` and `JobsPage`. Everything that came from outside (commands, ids,
/// names, output, errors) goes through `Stored` or `AnsiText`. Sees the vocabulary and `report/`,
/// never Javalin: who asks, and how, is known one folder up.
@NullMarked
package dev.queuectl.web.page;

import org.jspecify.annotations.NullMarked;
