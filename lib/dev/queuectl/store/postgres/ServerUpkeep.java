package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.repair.PhysicalUpkeep;
import java.nio.file.Path;
import java.util.List;

/// The server looks after its files itself.
record ServerUpkeep(ServerDatabase database) implements PhysicalUpkeep {

  @Override
  public Upkeep.Copy backup(Path file, boolean replace) {
    throw new QueueException.Unavailable(
        "a queue on PostgreSQL is copied by the server's own tools; nothing was written",
        "Run pg_dump -Fc -d %s -f %s.".formatted(database.address(), file.getFileName()));
  }

  @Override
  public Upkeep.Damage damage() {
    return new Upkeep.Damage(List.of(), List.of());
  }

  @Override
  public int version() {
    return database.read(ServerSchema::version);
  }
}
