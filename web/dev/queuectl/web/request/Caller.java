package dev.queuectl.web.request;

import dev.queuectl.action.Actor;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Who sent a request, and what they may do.
///
/// @param login as whom they were let in
/// @param from the address
/// @param session the id of the browser's session; null with a token
/// @param here what anybody may do at this dashboard
/// @param letIn whether they would be let in again now
public record Caller(
    Login login, String from, @Nullable Long session, Grant here, BooleanSupplier letIn) {
  private static final String ATTRIBUTE = "caller";

  public void remember(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /// The caller whose request was admitted.
  public static Caller of(Context context) {
    return Objects.requireNonNull(context.<Caller>attribute(ATTRIBUTE));
  }

  /// As the audit log has them.
  public Actor actor() {
    return new Actor(login.name(), from);
  }

  /// The lesser of what they and the dashboard allow.
  public Grant grant() {
    return login.grant().lesser(here);
  }

  /// For pages, which do not offer what would be refused.
  public boolean may(Right right) {
    return right.isIn(grant()) && (right != Right.OWN || login.isOwner());
  }

  /// @throws ForbiddenResponse if they may not
  public void demand(Right right) {
    if (!may(right)) {
      throw new ForbiddenResponse(refusal(right));
    }
  }

  private String refusal(Right right) {
    if (!right.isIn(here)) {
      return here == Grant.READ_ONLY
          ? "This dashboard is read-only."
          : "This dashboard does not accept commands.";
    }
    if (!right.isIn(login.grant())) {
      return login.grant() == Grant.READ_ONLY
          ? "Your access is read-only."
          : "Your access does not allow commands to be added or edited.";
    }
    return "Only the owner of the queue may do that.";
  }
}
