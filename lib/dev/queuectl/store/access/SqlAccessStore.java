package dev.queuectl.store.access;

import static dev.queuectl.store.schema.Prepared.ADD_LINK;
import static dev.queuectl.store.schema.Prepared.ADD_TOKEN;
import static dev.queuectl.store.schema.Prepared.ALL_SESSIONS;
import static dev.queuectl.store.schema.Prepared.ALL_TOKENS;
import static dev.queuectl.store.schema.Prepared.BEGIN_SESSION;
import static dev.queuectl.store.schema.Prepared.END_ALL_SESSIONS;
import static dev.queuectl.store.schema.Prepared.END_SESSION;
import static dev.queuectl.store.schema.Prepared.END_SESSIONS_OF_TOKEN;
import static dev.queuectl.store.schema.Prepared.FIND_LINK;
import static dev.queuectl.store.schema.Prepared.FIND_SESSION;
import static dev.queuectl.store.schema.Prepared.FIND_TOKEN;
import static dev.queuectl.store.schema.Prepared.FIND_TOKEN_BY_HASH;
import static dev.queuectl.store.schema.Prepared.REMOVE_LINK;
import static dev.queuectl.store.schema.Prepared.REMOVE_LINKS_OF_TOKEN;
import static dev.queuectl.store.schema.Prepared.REMOVE_OLD_LINKS;
import static dev.queuectl.store.schema.Prepared.REMOVE_TOKEN;
import static dev.queuectl.store.schema.Prepared.USE_SESSION;

import dev.queuectl.QueueException;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.LoginSession;
import dev.queuectl.store.NamedToken;
import dev.queuectl.store.Secret;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.schema.LinksColumn;
import dev.queuectl.store.schema.SessionsColumn;
import dev.queuectl.store.schema.TokensColumn;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class SqlAccessStore implements AccessStore {
  private final Transactions transactions;

  public SqlAccessStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public String addToken(String name, Grant grant, Instant now) {
    var secret = Secret.make();
    transactions.write(
        session -> {
          if (session.first(FIND_TOKEN, SqlAccessStore::token, name).isPresent()) {
            throw new QueueException.Duplicate(
                "there is a token \"" + name + "\" already", "Choose another name, or revoke it.");
          }
          return session.run(
              ADD_TOKEN, name, Secret.hash(secret), grant.word(), now.toEpochMilli());
        });
    return secret;
  }

  @Override
  public int revokeToken(String name) {
    return transactions.write(
        session -> {
          var token =
              session
                  .first(FIND_TOKEN, SqlAccessStore::token, name)
                  .orElseThrow(
                      () ->
                          new QueueException.NotFound(
                              "there is no token \"" + name + "\"", "Nothing was changed."));
          session.run(REMOVE_TOKEN, name);
          session.run(REMOVE_LINKS_OF_TOKEN, token.hash());
          return session.run(END_SESSIONS_OF_TOKEN, token.hash());
        });
  }

  @Override
  public List<NamedToken> tokens() {
    return transactions.read(session -> session.list(ALL_TOKENS, SqlAccessStore::token));
  }

  @Override
  public Optional<NamedToken> token(String secret) {
    return transactions.read(
        session -> session.first(FIND_TOKEN_BY_HASH, SqlAccessStore::token, Secret.hash(secret)));
  }

  @Override
  public String addLink(Login login, Instant now) {
    var word = Secret.make();
    transactions.write(
        session -> {
          session.run(REMOVE_OLD_LINKS, now.toEpochMilli());
          return session.run(
              ADD_LINK,
              Secret.hash(word),
              login.token(),
              login.name(),
              login.grant().word(),
              now.plus(LINK).toEpochMilli());
        });
    return word;
  }

  @Override
  public Optional<Login> useLink(String word, Instant now) {
    var hash = Secret.hash(word);
    var look = transactions.read(session -> session.first(FIND_LINK, row -> link(row, now), hash));
    return look.isEmpty()
        ? look // strangers make nobody wait for a write
        : transactions.write(
            session -> {
              var found = session.first(FIND_LINK, row -> link(row, now), hash);
              session.run(REMOVE_LINK, hash);
              return found;
            });
  }

  /// @return null if it is too old; also if the clock was set back since it was made
  private static @Nullable Login link(ResultSet row, Instant now) throws SQLException {
    var expires = JobRows.anyTime(row, LinksColumn.EXPIRES_AT);
    return now.isBefore(expires) && !now.plus(LINK).isBefore(expires)
        ? new Login(
            JobRows.text(row, LinksColumn.TOKEN),
            JobRows.text(row, LinksColumn.NAME),
            Grant.stored(JobRows.text(row, LinksColumn.ACCESS)))
        : null;
  }

  @Override
  public String beginSession(Login login, String origin, @Nullable String browser, Instant now) {
    var word = Secret.make();
    transactions.write(
        session -> {
          var begun =
              session.run(
                  BEGIN_SESSION,
                  Secret.hash(word),
                  login.token(),
                  login.name(),
                  login.grant().word(),
                  origin,
                  browser,
                  now.toEpochMilli(),
                  now.toEpochMilli());
          endOld(session, now);
          return begun;
        });
    return word;
  }

  private static void endOld(SqlSession session, Instant now) {
    var seen = new HashMap<String, Integer>();
    for (var each : session.list(ALL_SESSIONS, SqlAccessStore::loginSession)) {
      if (each.isOver(now) || seen.merge(each.login().name(), 1, Integer::sum) > MOST_SESSIONS) {
        session.run(END_SESSION, each.id());
      }
    }
  }

  @Override
  public Optional<LoginSession> session(String word, Instant now) {
    return transactions
        .read(
            session -> session.first(FIND_SESSION, SqlAccessStore::loginSession, Secret.hash(word)))
        .filter(session -> !session.isOver(now));
  }

  @Override
  public void useSession(long id, Instant now) {
    transactions.write(session -> session.run(USE_SESSION, now.toEpochMilli(), id));
  }

  @Override
  public List<LoginSession> sessions(Instant now) {
    return transactions
        .read(session -> session.list(ALL_SESSIONS, SqlAccessStore::loginSession))
        .stream()
        .filter(session -> !session.isOver(now))
        .toList();
  }

  @Override
  public int endSessions(@Nullable Long id) {
    return transactions.write(
        session -> id == null ? session.run(END_ALL_SESSIONS) : session.run(END_SESSION, id));
  }

  private static NamedToken token(ResultSet row) throws SQLException {
    return new NamedToken(
        JobRows.text(row, TokensColumn.NAME),
        JobRows.text(row, TokensColumn.SHA256),
        Grant.stored(JobRows.text(row, TokensColumn.ACCESS)),
        JobRows.anyTime(row, TokensColumn.CREATED_AT));
  }

  private static LoginSession loginSession(ResultSet row) throws SQLException {
    return new LoginSession(
        row.getLong(SessionsColumn.ID),
        new Login(
            JobRows.text(row, SessionsColumn.TOKEN),
            JobRows.text(row, SessionsColumn.NAME),
            Grant.stored(JobRows.text(row, SessionsColumn.ACCESS))),
        JobRows.text(row, SessionsColumn.ORIGIN),
        row.getString(SessionsColumn.BROWSER),
        JobRows.anyTime(row, SessionsColumn.BEGUN_AT),
        JobRows.anyTime(row, SessionsColumn.USED_AT),
        row.getString(SessionsColumn.USED_AT + 1) != null);
  }
}
