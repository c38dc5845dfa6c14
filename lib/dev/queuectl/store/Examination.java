package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.INTEGRITY_CHECK;
import static dev.queuectl.store.schema.Prepared.QUICK_CHECK;

import dev.queuectl.QueueException;
import dev.queuectl.Upkeep;
import dev.queuectl.store.schema.Prepared;
import java.util.List;

/// What SQLite finds when it reads the whole file.
final class Examination {
  private Examination() {}

  /// The quick check first: it takes a fraction of the time, and what it finds is not to be looked
  /// at further. The whole one compares every index with its table.
  static Upkeep.Damage of(Database database) {
    try {
      return database.read(
          session -> {
            var quick = found(session, QUICK_CHECK);
            return split(quick.isEmpty() ? found(session, INTEGRITY_CHECK) : quick);
          });
    } catch (QueueException.Unavailable e) {
      return new Upkeep.Damage(List.of(e.getMessage()), List.of());
    }
  }

  private static List<String> found(Session session, Prepared check) {
    return session.list(check, row -> row.getString(1)).stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  private static Upkeep.Damage split(List<String> found) {
    return new Upkeep.Damage(
        found.stream().filter(line -> !isOfRow(line)).toList(),
        found.stream().filter(Examination::isOfRow).toList());
  }

  /// Rows against a rule are reported in two forms (sqlite.org/pragma.html#pragma_integrity_check).
  private static boolean isOfRow(String line) {
    return line.startsWith("CHECK constraint failed") || line.startsWith("NULL value in");
  }
}
