package dev.queuectl.store;

import dev.queuectl.QueueException;
import java.util.Set;

/// As whom somebody is let in.
///
/// @param token the hash ([Secret#hash]) of the token that this came from: without that token it is
///   worth nothing
/// @param name what the audit log calls them
public record Login(String token, String name, Grant grant) {
  /// Whoever has the token in the file, which is whoever runs the queue.
  public static final String OWNER = "owner";

  /// Whoever was given a link by the owner that allows less.
  public static final String GUEST = "guest";

  private static final Set<String> TAKEN = Set.of(OWNER, GUEST);
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

  /// @param token the hash of the one in the file
  public static Login ofOwner(String token, Grant grant) {
    return new Login(token, grant == Grant.FULL ? OWNER : GUEST, grant);
  }

  /// With no more than that.
  public Login atMost(Grant most) {
    return new Login(token, name, grant.lesser(most));
  }

  public boolean isOwner() {
    return name.equals(OWNER);
  }

  /// @throws QueueException.Invalid if a token cannot be called that
  public static String checkName(String name) {
    if (!name.matches(NAME)) {
      throw new QueueException.Invalid(
          "the name of a token has up to 64 letters, digits, dots, dashes, underscores and @,"
              + " and begins with a letter or a digit",
          "For example anna, or grafana@metrics.");
    }
    if (TAKEN.contains(name)) {
      throw new QueueException.Invalid(
          "no token can be called \"" + name + "\"", "The audit log calls others that.");
    }
    return name;
  }
}
