package dev.queuectl.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may use the dashboards of a store. It makes the secrets ([Secret]) and keeps only their
/// hashes. Every method is one transaction, durable when it returns.
///
/// All methods throw [dev.queuectl.QueueException.Unavailable] if the store cannot do it.
public interface AccessStore {
  /// How long a link can be used.
  Duration LINK = Duration.ofMinutes(10);

  /// So many sessions of one name stay; the oldest end first.
  int MOST_SESSIONS = 100;

  /// @return the token, which nobody can find out again
  /// @throws dev.queuectl.QueueException.Duplicate if there is one of that name
  String addToken(String name, Grant grant, Instant now);

  /// Takes a token back, and ends what came from it.
  ///
  /// @return how many sessions ended
  /// @throws dev.queuectl.QueueException.NotFound if there is none of that name
  int revokeToken(String name);

  /// By name.
  List<NamedToken> tokens();

  /// The one that somebody sent.
  Optional<NamedToken> token(String secret);

  /// @return the word for a link that logs in once, within [#LINK]
  String addLink(Login login, Instant now);

  /// As whom a link logs in, which can now no longer be used; empty if it never could, was used
  /// before, or is too old.
  Optional<Login> useLink(String word, Instant now);

  /// @return the word that the browser keeps
  String beginSession(Login login, String origin, @Nullable String browser, Instant now);

  /// The one whose word a browser sent, unless it has ended. Whoever asks checks that its token is
  /// still good: that of the owner is not in the store.
  Optional<LoginSession> session(String word, Instant now);

  /// A session was used.
  void useSession(long id, Instant now);

  /// Those that have not ended, the newest first.
  List<LoginSession> sessions(Instant now);

  /// @param id null means all
  /// @return how many there were
  int endSessions(@Nullable Long id);
}
