package dev.queuectl.store.sql;

import dev.queuectl.store.schema.Prepared;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// One connection inside a transaction. It keeps the [Prepared] statements open, and has jOOQ
/// render others. Its methods throw [SqlFailure].
public final class SqlSession {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<Prepared, PreparedStatement> kept = new EnumMap<>(Prepared.class);
  private boolean announces;

  public SqlSession(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }

  /// Once this transaction is committed, it is announced to whoever listens to the store: its
  /// change may concern an idle worker.
  public void announce() {
    announces = true;
  }

  /// Whether there is something to announce; afterwards there is not.
  public boolean takeAnnouncement() {
    var taken = announces;
    announces = false;
    return taken;
  }

  /// Reads a value from the current row of the result.
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// The same, for a value that may be null.
  @FunctionalInterface
  public interface NullableRow<T> {
    @Nullable T read(ResultSet row) throws SQLException;
  }

  /// @return how many rows were changed
  public int run(Prepared statement, @Nullable Object... values) {
    try {
      return bound(kept(statement), values).executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  public <T> List<T> list(Prepared statement, Row<T> row, @Nullable Object... values) {
    try (var rows = bound(kept(statement), values).executeQuery()) {
      return read(rows, row);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// The first row, if there is one; a null read from it counts as none.
  public <T> Optional<T> first(Prepared statement, NullableRow<T> row, @Nullable Object... values) {
    try (var rows = bound(kept(statement), values).executeQuery()) {
      return rows.next() ? Optional.ofNullable(row.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// For a statement whose shape is known only now.
  ///
  /// @return how many rows were changed
  public int run(Query query) {
    var rendering = dialect.rendering().of(query);
    try (var statement = connection.prepareStatement(rendering.text())) {
      return bound(statement, rendering.values()).executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// For a statement whose shape is known only now.
  public <T> List<T> list(Query query, Row<T> row) {
    var rendering = dialect.rendering().of(query);
    try (var statement = connection.prepareStatement(rendering.text());
        var rows = bound(statement, rendering.values()).executeQuery()) {
      return read(rows, row);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// Runs a text with several statements; JDBC would prepare only one.
  public void script(String statements) {
    try (var statement = connection.createStatement()) {
      dialect.script(statement, statements);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// Runs a text whose result is one number.
  public long number(String text) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(text)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static <T> List<T> read(ResultSet rows, Row<T> row) throws SQLException {
    var values = new ArrayList<T>();
    while (rows.next()) {
      values.add(row.read(rows));
    }
    return values;
  }

  private PreparedStatement kept(Prepared prepared) throws SQLException {
    var statement = kept.get(prepared);
    if (statement == null) {
      statement = connection.prepareStatement(dialect.text(prepared));
      kept.put(prepared, statement);
    }
    return statement;
  }

  private static PreparedStatement bound(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// After an error, since the driver closes statements on some errors.
  public void forget() {
    for (var statement : kept.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // the connection is about to be of no use, and the error that led here is on its way up
      }
    }
    kept.clear();
  }
}
