/// The dashboard and the REST API: Javalin routes and j2html pages, in the words of the command
/// line.
///
/// Start reading at `Dashboard`; a page or a part of the API is a `Section`, admitted by `Guard`.
/// The only package that imports Javalin and j2html. Sees the vocabulary, `report/`, output files
/// and the stores as interfaces, never `worker/`, `cli/` or SQL.
@NullMarked
package dev.queuectl.web;

import org.jspecify.annotations.NullMarked;
