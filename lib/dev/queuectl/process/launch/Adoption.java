package dev.queuectl.process.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// An attempt to take over from a dead worker of this host.
///
/// @param key the one it was launched under, see [Launch#key]
/// @param run the directory with the journals of all workers
/// @param spools those of its worker, see [Launcher#forThisPlatform]
/// @param env enough of the environment it was launched with to tell its processes from others
/// @param stdout as launched
/// @param stderr as launched
/// @param ranByClock for how long it has run by the wall clock, if the journal does not say
public record Adoption(
    String key,
    Path run,
    Path spools,
    Map<String, String> env,
    Path stdout,
    Path stderr,
    Duration ranByClock) {
  public Adoption {
    run = run.toAbsolutePath();
    env = Map.copyOf(env);
  }
}
