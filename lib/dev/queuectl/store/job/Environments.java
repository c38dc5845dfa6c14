package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.ENVIRONMENT;
import static dev.queuectl.store.schema.Prepared.KEEP_ENVIRONMENT;
import static dev.queuectl.store.schema.Prepared.SAME_ENVIRONMENT;
import static dev.queuectl.store.schema.Tables.ENVIRONMENTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.store.sql.SqlSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;

/// The environments that jobs were enqueued in: each is stored once, found by its hash, and goes
/// with the last job that has it (triggers see to that).
final class Environments {
  private final SqlSession session;
  private final Map<JobEnvironment, Long> known = new HashMap<>();

  /// For the jobs of one transaction.
  Environments(SqlSession session) {
    this.session = session;
  }

  /// Stores it if it is not there. Jobs that have it must be stored next: until then it is
  /// nobody's.
  Long keep(JobEnvironment environment) {
    return known.computeIfAbsent(environment, this::number);
  }

  private Long number(JobEnvironment environment) {
    return find(environment)
        .orElseGet(
            () -> {
              session.run(KEEP_ENVIRONMENT, environment.hash(), environment.block());
              return find(environment).orElseThrow();
            });
  }

  private Optional<Long> find(JobEnvironment environment) {
    return session.first(
        SAME_ENVIRONMENT, row -> row.getLong(1), environment.hash(), environment.block());
  }

  static Optional<JobEnvironment> find(SqlSession session, long number) {
    return session.first(ENVIRONMENT, row -> JobEnvironment.ofBlock(row.getBytes(1)), number);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query sameEnvironment(DSLContext sql) {
      return sql.select(ENVIRONMENTS.ID)
          .from(ENVIRONMENTS)
          .where(ENVIRONMENTS.HASH.eq(value(ENVIRONMENTS.HASH)))
          .and(ENVIRONMENTS.VARIABLES.eq(value(ENVIRONMENTS.VARIABLES)));
    }

    static Query keepEnvironment(DSLContext sql) {
      return sql.insertInto(ENVIRONMENTS)
          .set(ENVIRONMENTS.HASH, value(ENVIRONMENTS.HASH))
          .set(ENVIRONMENTS.VARIABLES, value(ENVIRONMENTS.VARIABLES));
    }

    static Query environment(DSLContext sql) {
      return sql.select(ENVIRONMENTS.VARIABLES)
          .from(ENVIRONMENTS)
          .where(ENVIRONMENTS.ID.eq(value(ENVIRONMENTS.ID)));
    }
  }
}
