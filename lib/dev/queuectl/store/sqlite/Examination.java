package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Prepared.INTEGRITY_CHECK;
import static dev.queuectl.store.schema.Prepared.QUICK_CHECK;

import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.job.SqlJobStore;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What SQLite finds when it reads the whole file.
final class Examination {
  private Examination() {}

  /// The quick check comes first: it takes a fraction of the time, and if it finds anything, no
  /// more is needed. The full one compares every index with its table.
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

  /// Opens a copy as any program would: one from an older version is upgraded, gets the journal
  /// mode of queues (which `VACUUM INTO` does not copy), and a life of its own.
  ///
  /// @param name what to call the copy in a sentence, such as "the copy"
  /// @return how many jobs it holds in each state
  /// @throws QueueException.Unavailable if it is damaged
  static Map<JobState, Long> ofCopy(Path file, String name) {
    try (var copy = Database.open(file, Patience.DEFAULT)) {
      copy.outside(session -> session.number("PRAGMA journal_mode = WAL"));
      Schema.prepare(copy);
      copy.outside(session -> Schema.beginLife(session, Life.newCookie()));
      var damage = of(copy);
      if (!damage.file().isEmpty()) {
        throw new QueueException.Unavailable(name + " is damaged: " + damage.file().getFirst(), "");
      }
      return new SqlJobStore(copy).counts();
    }
  }

  private static List<String> found(SqlSession session, Prepared check) {
    return session.list(check, row -> row.getString(1)).stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  private static Upkeep.Damage split(List<String> found) {
    return new Upkeep.Damage(
        found.stream().filter(line -> !isOfRow(line)).toList(),
        found.stream().filter(Examination::isOfRow).toList());
  }

  /// Rows that break a rule are reported in two forms
  /// (sqlite.org/pragma.html#pragma_integrity_check).
  private static boolean isOfRow(String line) {
    return line.startsWith("CHECK constraint failed") || line.startsWith("NULL value in");
  }
}
