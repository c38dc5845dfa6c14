package dev.queuectl.cli;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/// What holds for a new job that says nothing else.
record JobDefaults(Instant now, Supplier<ZoneId> zone, String cwd, int priority, int maxRetries) {

  static JobDefaults of(Console console, Settings settings) {
    return new JobDefaults(
        console.clock().instant(),
        console.zone(),
        console.cwd().toString(),
        settings.number(Setting.PRIORITY),
        settings.number(Setting.MAX_RETRIES));
  }
}
