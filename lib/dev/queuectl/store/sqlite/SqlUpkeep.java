package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Prepared.KEPT_OUTPUT;
import static dev.queuectl.store.schema.Prepared.NEWEST_ATTEMPTS;

import dev.queuectl.KeptOutput;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.repair.Disorders;
import dev.queuectl.store.repair.Mending;
import dev.queuectl.store.sql.SqlSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class SqlUpkeep implements Upkeep {
  private final Database database;

  SqlUpkeep(Database database) {
    this.database = database;
  }

  @Override
  public Copy backup(Path file, boolean replace) {
    return new Backup(database, file.toAbsolutePath().normalize()).make(replace);
  }

  @Override
  public List<KeptOutput> kept(long firstSeq, long lastSeq) {
    return database.read(
        session ->
            session.list(
                KEPT_OUTPUT,
                row ->
                    new KeptOutput(
                        row.getLong(1), row.getInt(2), row.getLong(3) > 0, row.getLong(4) > 0),
                firstSeq,
                lastSeq));
  }

  @Override
  public Damage damage() {
    return Examination.of(database);
  }

  @Override
  public void tryWriting() {
    database.write(_ -> true);
  }

  @Override
  public int version() {
    return (int) database.read(session -> session.number("PRAGMA user_version")).longValue();
  }

  @Override
  public Disorder disorder(Instant now) {
    return database.read(session -> Disorders.in(session, now));
  }

  @Override
  public Map<Long, Integer> newestAttempts(long firstSeq, long lastSeq) {
    return database.read(session -> newestAttempts(session, firstSeq, lastSeq));
  }

  @Override
  public List<Mended> mend(Instant now) {
    return Mending.of(database, now);
  }

  private static Map<Long, Integer> newestAttempts(
      SqlSession session, long firstSeq, long lastSeq) {
    return session
        .list(NEWEST_ATTEMPTS, row -> Map.entry(row.getLong(1), row.getInt(2)), firstSeq, lastSeq)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
