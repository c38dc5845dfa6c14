package dev.queuectl.store.repair;

import dev.queuectl.store.Upkeep;
import java.nio.file.Path;

/// What each database does in its own way to look after what a store is kept in, as [Upkeep]
/// promises it.
public interface PhysicalUpkeep {

  Upkeep.Copy backup(Path file, boolean replace);

  Upkeep.Damage damage();

  int version();
}
