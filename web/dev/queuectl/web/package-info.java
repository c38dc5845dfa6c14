/// The dashboard and the REST API: Javalin routes and j2html pages, in the words of the command
/// line.
///
/// The only package that imports Javalin and j2html. Sees the vocabulary, `report/` and the stores
/// as interfaces, never `worker/`, `cli/` or SQL.
@NullMarked
package dev.queuectl.web;

import org.jspecify.annotations.NullMarked;
