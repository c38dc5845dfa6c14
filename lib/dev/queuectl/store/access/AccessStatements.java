package dev.queuectl.store.access;

import static dev.queuectl.store.schema.Tables.LINKS;
import static dev.queuectl.store.schema.Tables.SESSIONS;
import static dev.queuectl.store.schema.Tables.TOKENS;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;

/// The statements on tokens, links and sessions.
final class AccessStatements {
  private AccessStatements() {}

  static Query addToken(DSLContext sql) {
    return sql.insertInto(TOKENS)
        .set(TOKENS.NAME, value(TOKENS.NAME))
        .set(TOKENS.SHA256, value(TOKENS.SHA256))
        .set(TOKENS.ACCESS, value(TOKENS.ACCESS))
        .set(TOKENS.CREATED_AT, value(TOKENS.CREATED_AT));
  }

  static Query allTokens(DSLContext sql) {
    return sql.selectFrom(TOKENS).orderBy(TOKENS.NAME);
  }

  static Query findToken(DSLContext sql) {
    return sql.selectFrom(TOKENS).where(TOKENS.NAME.eq(value(TOKENS.NAME)));
  }

  static Query findTokenByHash(DSLContext sql) {
    return sql.selectFrom(TOKENS).where(TOKENS.SHA256.eq(value(TOKENS.SHA256)));
  }

  static Query removeToken(DSLContext sql) {
    return sql.deleteFrom(TOKENS).where(TOKENS.NAME.eq(value(TOKENS.NAME)));
  }

  static Query addLink(DSLContext sql) {
    return sql.insertInto(LINKS)
        .set(LINKS.SHA256, value(LINKS.SHA256))
        .set(LINKS.TOKEN, value(LINKS.TOKEN))
        .set(LINKS.NAME, value(LINKS.NAME))
        .set(LINKS.ACCESS, value(LINKS.ACCESS))
        .set(LINKS.EXPIRES_AT, value(LINKS.EXPIRES_AT));
  }

  static Query findLink(DSLContext sql) {
    return sql.selectFrom(LINKS).where(LINKS.SHA256.eq(value(LINKS.SHA256)));
  }

  static Query removeLink(DSLContext sql) {
    return sql.deleteFrom(LINKS).where(LINKS.SHA256.eq(value(LINKS.SHA256)));
  }

  static Query removeOldLinks(DSLContext sql) {
    return sql.deleteFrom(LINKS).where(LINKS.EXPIRES_AT.le(value(LINKS.EXPIRES_AT)));
  }

  static Query removeLinksOfToken(DSLContext sql) {
    return sql.deleteFrom(LINKS).where(LINKS.TOKEN.eq(value(LINKS.TOKEN)));
  }

  static Query beginSession(DSLContext sql) {
    return sql.insertInto(SESSIONS)
        .set(SESSIONS.SHA256, value(SESSIONS.SHA256))
        .set(SESSIONS.TOKEN, value(SESSIONS.TOKEN))
        .set(SESSIONS.NAME, value(SESSIONS.NAME))
        .set(SESSIONS.ACCESS, value(SESSIONS.ACCESS))
        .set(SESSIONS.ORIGIN, value(SESSIONS.ORIGIN))
        .set(SESSIONS.BROWSER, value(SESSIONS.BROWSER))
        .set(SESSIONS.BEGUN_AT, value(SESSIONS.BEGUN_AT))
        .set(SESSIONS.USED_AT, value(SESSIONS.USED_AT));
  }

  static Query findSession(DSLContext sql) {
    return sql.select(SESSIONS.fields())
        .select(TOKENS.NAME)
        .from(SESSIONS)
        .leftJoin(TOKENS)
        .on(TOKENS.SHA256.eq(SESSIONS.TOKEN))
        .where(SESSIONS.SHA256.eq(value(SESSIONS.SHA256)));
  }

  static Query allSessions(DSLContext sql) {
    return sql.select(SESSIONS.fields())
        .select(TOKENS.NAME)
        .from(SESSIONS)
        .leftJoin(TOKENS)
        .on(TOKENS.SHA256.eq(SESSIONS.TOKEN))
        .orderBy(SESSIONS.ID.desc());
  }

  static Query useSession(DSLContext sql) {
    return sql.update(SESSIONS)
        .set(SESSIONS.USED_AT, value(SESSIONS.USED_AT))
        .where(SESSIONS.ID.eq(value(SESSIONS.ID)));
  }

  static Query endSession(DSLContext sql) {
    return sql.deleteFrom(SESSIONS).where(SESSIONS.ID.eq(value(SESSIONS.ID)));
  }

  static Query endAllSessions(DSLContext sql) {
    return sql.deleteFrom(SESSIONS);
  }

  static Query endSessionsOfToken(DSLContext sql) {
    return sql.deleteFrom(SESSIONS).where(SESSIONS.TOKEN.eq(value(SESSIONS.TOKEN)));
  }
}
