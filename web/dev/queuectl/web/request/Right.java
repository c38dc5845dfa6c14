package dev.queuectl.web.request;

import io.javalin.security.RouteRole;

/// What somebody must be allowed to do to get at a route.
public enum Right implements RouteRole {
  /// Needs no credentials: reveals nothing about the queue.
  NOTHING,
  /// Looks.
  READ,
  /// Changes what is there: off with `--read-only`.
  CHANGE,
  /// Says which commands are run: off with `--read-only` and `--no-submit`.
  SUBMIT
}
