package dev.queuectl.store.repair;

import dev.queuectl.store.Upkeep;
import java.nio.file.Path;
import java.util.List;

/// The part of [Upkeep] that each database does in its own way: looking after what the store is
/// kept in.
public interface PhysicalUpkeep {

  Upkeep.Copy backup(Path file, boolean replace);

  Upkeep.Damage damage();

  /// See [Upkeep#conditions].
  default List<Upkeep.Condition> conditions() {
    return List.of();
  }

  int version();
}
