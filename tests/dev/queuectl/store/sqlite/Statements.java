package dev.queuectl.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Notes the text of every statement that goes through a connection.
final class Statements {
  private final Set<String> texts = new LinkedHashSet<>();

  /// The statements prepared since this was last asked.
  List<String> taken() {
    var taken = List.copyOf(texts);
    texts.clear();
    return taken;
  }

  Connection noting(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                texts.add((String) arguments[0]);
              }
              return call(connection, method, arguments);
            });
  }

  private static @Nullable Object call(
      Connection connection, java.lang.reflect.Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /// A line for each step, such as `SEARCH jobs USING INDEX jobs_ready (queue=?)`.
  static List<String> plan(Connection connection, String text) throws SQLException {
    try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + text);
        var rows = statement.executeQuery()) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString("detail"));
      }
      return lines;
    }
  }
}
