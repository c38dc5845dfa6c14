package dev.queuectl.store;

import dev.queuectl.Upkeep;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

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
  public Damage damage() {
    return Examination.of(database);
  }

  @Override
  public int version() {
    return (int) database.read(session -> session.pragma("user_version")).longValue();
  }

  @Override
  public Disorder disorder(Instant now) {
    return database.read(session -> Disorders.in(session, now));
  }

  @Override
  public List<String> mend(Instant now) {
    return database.write(session -> Mending.of(session, now));
  }
}
