package dev.queuectl.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes how many rows each writing transaction has changed, triggers' included.
final class TransactionSizes {
  private final List<Long> sizes = new ArrayList<>();
  private long before;
  private Runnable first = () -> {};

  /// Those since this was last asked.
  List<Long> taken() {
    var taken = List.copyOf(sizes);
    sizes.clear();
    return taken;
  }

  /// Something that happens once, before the next writing transaction.
  void beforeTheNext(Runnable something) {
    first = something;
  }

  Connection noting(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments) -> {
          var result = call(connection, method, arguments);
          return method.getName().equals("prepareStatement")
              ? noting(connection, (PreparedStatement) result, (String) arguments[0])
              : result;
        });
  }

  private PreparedStatement noting(
      Connection connection, PreparedStatement statement, String text) {
    return proxy(
        PreparedStatement.class,
        statement,
        (method, arguments) -> {
          var runs = method.getName().startsWith("execute");
          if (runs && text.equals("BEGIN IMMEDIATE")) {
            first.run();
            first = () -> {};
            before = changes(connection);
          }
          if (runs && text.equals("COMMIT") && before >= 0) {
            sizes.add(changes(connection) - before);
            before = -1;
          }
          return call(statement, method, arguments);
        });
  }

  private static long changes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT total_changes()")) {
      return row.getLong(1);
    }
  }

  private interface Call {
    @Nullable Object make(Method method, @Nullable Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            TransactionSizes.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                call.make(method, arguments == null ? new Object[0] : arguments)));
  }

  private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
