package dev.queuectl.store.job;

import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.schema.JobsColumn;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts what jobs are given besides their options into the tables for it.
public final class KeptSurroundings {
  private final Environments environments;
  private final Inputs inputs;

  /// For the jobs of one transaction.
  public KeptSurroundings(SqlSession session) {
    this.environments = new Environments(session);
    this.inputs = new Inputs(session);
  }

  /// The jobs must be stored next: until then it is nobody's.
  public Surroundings.Kept keep(Surroundings given) {
    var environment = given.environment();
    var stdin = given.stdin();
    return new Surroundings.Kept(
        environment == null ? null : environments.keep(environment),
        stdin == null ? null : inputs.keep(stdin),
        given.parent());
  }

  /// @return empty if some of it is not there, or not what was stored
  static Optional<Surroundings> find(SqlSession session, Surroundings.Kept kept) {
    var environment =
        Optional.ofNullable(kept.environment()).flatMap(it -> Environments.find(session, it));
    var stdin = Optional.ofNullable(kept.stdin()).flatMap(it -> Inputs.find(session, it));
    return environment.isPresent() == (kept.environment() != null)
            && stdin.isPresent() == (kept.stdin() != null)
        ? Optional.of(new Surroundings(environment.orElse(null), stdin.orElse(null), kept.parent()))
        : Optional.empty();
  }

  static Surroundings.Kept read(ResultSet row) throws SQLException {
    return new Surroundings.Kept(
        number(row, JobsColumn.ENVIRONMENT),
        number(row, JobsColumn.STDIN),
        row.getString(JobsColumn.PARENT));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    var number = row.getLong(column);
    return row.wasNull() ? null : (Long) number;
  }
}
