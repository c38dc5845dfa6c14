package dev.queuectl.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a browser holds instead of the token: until when it is logged in, signed with the token. So
/// logins outlive the dashboard, and all end with a new token: when its file is deleted and the
/// dashboard was restarted.
final class LoginSessions {
  static final Duration LENGTH = Duration.ofDays(7);

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] token;
  private final String cookie;

  /// @param storeId browsers keep cookies apart by host, not by port: two dashboards need two names
  LoginSessions(String token, String storeId) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.cookie = "queuectl_" + storeId;
  }

  String cookie() {
    return cookie;
  }

  /// Whether that is the token. Takes as long for every word of the same length.
  boolean isToken(@Nullable String word) {
    return word != null
        && MessageDigest.isEqual(token, word.strip().getBytes(StandardCharsets.UTF_8));
  }

  String begin(Instant now) {
    var until = Long.toString(now.plus(LENGTH).getEpochSecond());
    return until + "." + signature(until);
  }

  boolean isValid(@Nullable String session, Instant now) {
    if (session == null) {
      return false;
    }
    var dot = session.indexOf('.');
    if (dot < 1 || dot > 12) {
      return false;
    }
    var until = session.substring(0, dot);
    return MessageDigest.isEqual(
            signature(until).getBytes(StandardCharsets.UTF_8),
            session.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
        && now.getEpochSecond() < Long.parseLong(until);
  }

  private String signature(String until) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token, ALGORITHM));
      var text = cookie + " until " + until;
      var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
