package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.repair.PhysicalUpkeep;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The server looks after its files itself.
record ServerUpkeep(ServerDatabase database) implements PhysicalUpkeep {
  private static final String TOOL = "pg_dump";

  @Override
  public Upkeep.Copy backup(Path file, boolean replace) {
    throw new QueueException.WrongState(
        "a queue on PostgreSQL is copied by the server's own tools; nothing was written",
        "Run %s -Fc -d '%s' -f '%s'%s."
            .formatted(
                TOOL,
                database.address(),
                file,
                isInstalled() ? "" : " where it is installed (postgresql-client), not here"));
  }

  private static boolean isInstalled() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, TOOL)));
  }

  @Override
  public Upkeep.Damage damage() {
    return new Upkeep.Damage(List.of(), List.of());
  }

  @Override
  public List<Upkeep.Condition> conditions() {
    return ServerConditions.of(database);
  }

  @Override
  public int version() {
    return database.read(ServerSchema::version);
  }
}
