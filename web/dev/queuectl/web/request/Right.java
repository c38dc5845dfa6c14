package dev.queuectl.web.request;

import dev.queuectl.store.Grant;
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
  SUBMIT,
  /// Says who else may come in: the owner's, and off with `--read-only`.
  OWN;

  /// As far as that goes.
  boolean isIn(Grant grant) {
    return switch (this) {
      case NOTHING, READ -> true;
      case CHANGE, OWN -> grant != Grant.READ_ONLY;
      case SUBMIT -> grant == Grant.FULL;
    };
  }
}
