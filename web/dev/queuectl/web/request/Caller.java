package dev.queuectl.web.request;

import io.javalin.http.Context;
import java.util.Objects;

/// Who sent a request, as far as one token can say.
///
/// @param who `browser` with a session, or `api` with the token
/// @param from the address
public record Caller(String who, String from) {
  private static final String ATTRIBUTE = "caller";

  public void remember(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /// The caller whose request was admitted.
  public static Caller of(Context context) {
    return Objects.requireNonNull(context.<Caller>attribute(ATTRIBUTE));
  }
}
