package dev.queuectl.store;

import dev.queuectl.environment.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// Random words that let somebody in. They have 256 random bits, which nobody can try out, so one
/// round of SHA-256 keeps them as safe as a slow hash keeps passwords; and a word can be looked up
/// by its hash, of which the time that takes says nothing.
public final class Secret {
  private static final int BYTES = 32;

  private Secret() {}

  /// 43 letters, digits, `-` and `_`.
  public static String make() {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /// What is kept of one.
  public static String hash(String secret) {
    return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
  }
}
