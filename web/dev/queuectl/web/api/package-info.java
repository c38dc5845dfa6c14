/// The REST API under `/api/v1`, in the words of the command line: the same names in JSON, the same
/// checks, problem details (RFC 9457) for errors, `next` for the page after.
///
/// Start reading at `Api`. Sees `web/` and what that sees.
@NullMarked
package dev.queuectl.web.api;

import org.jspecify.annotations.NullMarked;
