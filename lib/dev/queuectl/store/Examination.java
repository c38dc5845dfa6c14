package dev.queuectl.store;

import dev.queuectl.QueueException;
import dev.queuectl.Upkeep;
import java.util.List;
import java.util.stream.Collectors;

/// What SQLite finds when it reads the whole file.
final class Examination {
  private static final Prepared QUICK = Prepared.text("PRAGMA quick_check(20)");
  private static final Prepared WHOLE = Prepared.text("PRAGMA integrity_check(20)");

  private Examination() {}

  /// The quick check first: it takes a fraction of the time, and what it finds is not to be looked
  /// at further. The whole one compares every index with its table.
  static Upkeep.Damage of(Database database) {
    try {
      return database.read(
          session -> {
            var quick = found(session, QUICK);
            return split(quick.isEmpty() ? found(session, WHOLE) : quick);
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

  /// Rows against a rule are reported in two forms (sqlite.org/pragma.html#pragma_integrity_check).
  private static Upkeep.Damage split(List<String> found) {
    var byKind =
        found.stream()
            .collect(
                Collectors.partitioningBy(
                    line ->
                        line.startsWith("CHECK constraint failed")
                            || line.startsWith("NULL value in")));
    return new Upkeep.Damage(byKind.get(false), byKind.get(true));
  }
}
