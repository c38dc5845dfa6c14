package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.LoginSession;
import dev.queuectl.store.NamedToken;
import dev.queuectl.store.Secret;
import dev.queuectl.web.request.ServedQueue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lets somebody in: the owner's token, which is in a file; the tokens, links and sessions of
/// the store, which are the same for all dashboards over it.
final class Credentials {
  private static final Logger log = LoggerFactory.getLogger(Credentials.class);

  private static final int LONGEST = 200;

  private final byte[] token;
  private final Login owner;
  private final ServedQueue served;
  private final String cookie;

  /// @param token the owner's
  Credentials(String token, ServedQueue served) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.owner = Login.ofOwner(Secret.hash(token), Grant.FULL);
    this.served = served;
    // Browsers keep cookies apart by host, not by port: two dashboards need two names.
    this.cookie = "queuectl_" + served.store().storeId();
  }

  String cookie() {
    return cookie;
  }

  Login owner() {
    return owner;
  }

  /// Whose token that is. To compare it with the owner's takes as long for every word of the same
  /// length; of the others only hashes are compared.
  Optional<Login> token(@Nullable String word) {
    var given = word == null ? "" : word.strip();
    if (MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      return Optional.of(owner);
    }
    return isPossible(given) ? access().token(given).map(NamedToken::login) : Optional.empty();
  }

  /// As whom that link logs in; it does so once.
  Optional<Login> link(String word) {
    return isPossible(word)
        ? access().useLink(word, served.now()).filter(this::isGood)
        : Optional.empty();
  }

  /// @return what the browser keeps
  String begin(Login login, String from, @Nullable String browser) {
    return access().beginSession(login, from, browser, served.now());
  }

  Optional<LoginSession> session(@Nullable String word) {
    return word != null && isPossible(word)
        ? access()
            .session(word, served.now())
            .filter(session -> session.fromNamed() || isOwners(session.login()))
        : Optional.empty();
  }

  /// The same, when it lets somebody in.
  Optional<LoginSession> used(@Nullable String word) {
    var session = session(word);
    session.filter(it -> it.isStale(served.now())).ifPresent(this::use);
    return session;
  }

  /// Nobody is kept out because the disk is full.
  private void use(LoginSession session) {
    try {
      access().useSession(session.id(), served.now());
    } catch (QueueException.Unavailable e) {
      log.debug("cannot keep the use of a session id={}", session.id(), e);
    }
  }

  void end(LoginSession session) {
    access().endSessions(session.id());
  }

  /// The owner's token may be another one by now; what came from a named token went with it.
  private boolean isGood(Login login) {
    return isOwners(login)
        || access().tokens().stream().anyMatch(token -> token.hash().equals(login.token()));
  }

  private boolean isOwners(Login login) {
    return login.token().equals(owner.token());
  }

  private static boolean isPossible(String word) {
    return !word.isEmpty() && word.length() <= LONGEST;
  }

  private AccessStore access() {
    return served.store().access();
  }
}
