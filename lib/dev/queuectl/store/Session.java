package dev.queuectl.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// One connection inside a transaction: jOOQ for what is run seldom, and the [Prepared] statements
/// kept open for what is run often.
final class Session {
  private final Connection connection;
  private final Map<Prepared, PreparedStatement> kept = new IdentityHashMap<>();

  private @Nullable DSLContext sql;

  Session(Connection connection) {
    this.connection = connection;
  }

  /// Reads a value from the row at which the result stands.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// The same, of what may be null.
  @FunctionalInterface
  interface NullableRow<T> {
    @Nullable T read(ResultSet row) throws SQLException;
  }

  /// jOOQ on this connection; made when first asked for, since loading it takes longer than opening
  /// the database.
  DSLContext sql() {
    if (sql == null) {
      sql = DSL.using(connection, SQLDialect.SQLITE, settings());
    }
    return sql;
  }

  private static Settings settings() {
    return new Settings()
        .withRenderSchema(false)
        .withRenderCatalog(false)
        .withRenderQuotedNames(RenderQuotedNames.NEVER)
        .withExecuteLogging(false)
        .withDiagnosticsLogging(false);
  }

  /// @return how many rows were changed
  int run(Prepared statement, @Nullable Object... values) {
    try {
      return bound(statement, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  <T> List<T> list(Prepared statement, Row<T> row, @Nullable Object... values) {
    try (var rows = bound(statement, values).executeQuery()) {
      return read(rows, row);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// The first row, if there is one; a null read from it counts as none.
  <T> Optional<T> first(Prepared statement, NullableRow<T> row, @Nullable Object... values) {
    try (var rows = bound(statement, values).executeQuery()) {
      return rows.next() ? Optional.ofNullable(row.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Reads as the prepared statements do, so that each kind of row has one reader.
  <T> List<T> list(ResultQuery<?> query, Row<T> row) {
    try (var rows = query.fetchResultSet()) {
      return read(rows, row);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Runs a text of several statements, which JDBC would prepare as one.
  void script(String statements) {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  long pragma(String name) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA " + name)) {
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static <T> List<T> read(ResultSet rows, Row<T> row) throws SQLException {
    var values = new ArrayList<T>();
    while (rows.next()) {
      values.add(row.read(rows));
    }
    return values;
  }

  private PreparedStatement bound(Prepared prepared, @Nullable Object... values)
      throws SQLException {
    var statement = kept.get(prepared);
    if (statement == null) {
      statement = connection.prepareStatement(prepared.text(this::sql));
      kept.put(prepared, statement);
    }
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// After an error, because the driver closes statements on some of them.
  void forget() {
    for (var statement : kept.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // the connection is about to be of no use, and the error that led here is on its way up
      }
    }
    kept.clear();
  }

  private static DataAccessException failed(SQLException e) {
    return new DataAccessException(e.getMessage(), e);
  }
}
