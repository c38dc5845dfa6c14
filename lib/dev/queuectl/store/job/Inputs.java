package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.INPUT;
import static dev.queuectl.store.schema.Prepared.KEEP_INPUT;
import static dev.queuectl.store.schema.Prepared.SAME_INPUT;
import static dev.queuectl.store.schema.Tables.INPUTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.environment.Stdin;
import dev.queuectl.store.sql.SqlSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;

/// What jobs read from standard input: each is stored once, found by its hash, and goes with the
/// last job that has it (triggers see to that).
final class Inputs {
  private final SqlSession session;
  private final Map<Stdin, Long> known = new HashMap<>();

  /// For the jobs of one transaction.
  Inputs(SqlSession session) {
    this.session = session;
  }

  /// Stores it if it is not there. Jobs that have it must be stored next: until then it is
  /// nobody's.
  Long keep(Stdin stdin) {
    return known.computeIfAbsent(stdin, this::number);
  }

  private Long number(Stdin stdin) {
    return same(stdin)
        .orElseGet(
            () -> {
              session.run(KEEP_INPUT, stdin.sha256(), stdin.bytes());
              return same(stdin).orElseThrow();
            });
  }

  private Optional<Long> same(Stdin stdin) {
    return session.first(SAME_INPUT, row -> row.getLong(1), stdin.sha256(), stdin.bytes());
  }

  /// @return empty if it is not there, or not what was stored
  static Optional<Stdin> find(SqlSession session, long number) {
    record Row(String sha256, Stdin stdin) {}
    return session
        .first(INPUT, row -> new Row(row.getString(1), Stdin.of(row.getBytes(2))), number)
        .filter(row -> row.stdin.sha256().equals(row.sha256))
        .map(Row::stdin);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query sameInput(DSLContext sql) {
      return sql.select(INPUTS.ID)
          .from(INPUTS)
          .where(INPUTS.SHA256.eq(value(INPUTS.SHA256)))
          .and(INPUTS.BYTES.eq(value(INPUTS.BYTES)));
    }

    static Query keepInput(DSLContext sql) {
      return sql.insertInto(INPUTS)
          .set(INPUTS.SHA256, value(INPUTS.SHA256))
          .set(INPUTS.BYTES, value(INPUTS.BYTES));
    }

    static Query input(DSLContext sql) {
      return sql.select(INPUTS.SHA256, INPUTS.BYTES)
          .from(INPUTS)
          .where(INPUTS.ID.eq(value(INPUTS.ID)));
    }
  }
}
