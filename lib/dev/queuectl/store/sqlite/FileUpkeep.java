package dev.queuectl.store.sqlite;

import dev.queuectl.store.Upkeep;
import dev.queuectl.store.repair.PhysicalUpkeep;
import java.nio.file.Path;

record FileUpkeep(Database database) implements PhysicalUpkeep {

  @Override
  public Upkeep.Copy backup(Path file, boolean replace) {
    return new Backup(database, file.toAbsolutePath().normalize()).make(replace);
  }

  @Override
  public Upkeep.Damage damage() {
    return Examination.of(database);
  }

  @Override
  public int version() {
    return (int) database.read(session -> session.number("PRAGMA user_version")).longValue();
  }
}
