package dev.queuectl.report;

import dev.queuectl.JobPolicy;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.environment.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/// What holds for a new job that says nothing else.
///
/// @param cwd absolute; may have a name that is no text
/// @param surroundings what its caller gives it
public record JobDefaults(
    Instant now,
    Supplier<ZoneId> zone,
    Path cwd,
    int priority,
    int maxRetries,
    JobPolicy policy,
    Surroundings surroundings) {

  /// With nothing of its caller's.
  public static JobDefaults of(Instant now, Supplier<ZoneId> zone, Path cwd, Settings settings) {
    return new JobDefaults(
        now,
        zone,
        cwd,
        settings.number(Setting.PRIORITY),
        settings.number(Setting.MAX_RETRIES),
        settings.jobPolicy(),
        Surroundings.NONE);
  }

  /// The same in another directory.
  public JobDefaults at(Path other) {
    return new JobDefaults(now, zone, other, priority, maxRetries, policy, surroundings);
  }

  public JobDefaults in(Surroundings callers) {
    return new JobDefaults(now, zone, cwd, priority, maxRetries, policy, callers);
  }
}
