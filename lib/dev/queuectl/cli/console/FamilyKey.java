package dev.queuectl.cli.console;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A key of the configuration that other tools of the family have, and this one by another name or
/// in another unit: `poll-interval-ms`, `stale-timeout`, `worker_shutdown_timeout`.
///
/// @param setting which of ours it means
/// @param unit of its numbers, as [Durations] writes it; empty for a setting without one
/// @param times how many of them one of ours is
public record FamilyKey(Setting setting, String unit, int times) {
  /// A lease is as long as three heartbeats.
  private static final int HEARTBEATS = 3;

  private static final Map<Setting, Set<String>> NAMES =
      Map.of(
          Setting.POLL_INTERVAL,
          Set.of("poll_interval", "polling_interval", "poll", "worker_poll_interval"),
          Setting.LEASE,
          Set.of(
              "lease",
              "lease_timeout",
              "lease_duration",
              "lock_timeout",
              "lock_ttl",
              "heartbeat_timeout",
              "stale",
              "stale_timeout",
              "stale_threshold",
              "stale_lock",
              "stale_lock_timeout",
              "stale_job_timeout",
              "worker_stale",
              "worker_timeout",
              "orphan_timeout",
              "visibility_timeout"),
          Setting.DRAIN_TIMEOUT,
          Set.of(
              "drain_timeout",
              "shutdown_timeout",
              "worker_shutdown_timeout",
              "graceful_shutdown_timeout",
              "graceful_timeout",
              "shutdown_grace",
              "shutdown_grace_period",
              "stop_timeout"),
          Setting.TIMEOUT,
          Set.of("timeout", "default_timeout", "job_timeout", "command_timeout"),
          Setting.BACKOFF_MAX,
          Set.of("backoff_max", "max_backoff", "backoff_cap", "max_delay", "max_backoff_delay"),
          Setting.BACKOFF_BASE,
          Set.of("exp_backoff_base", "exponential_backoff_base", "retry_backoff_base"),
          Setting.MAX_RETRIES,
          Set.of("default_max_retries", "max_attempts", "retries", "retry_limit"),
          Setting.WORKER_COUNT,
          Set.of("concurrency", "workers", "max_workers", "num_workers", "default_workers"));

  private static final Map<String, String> UNITS = new LinkedHashMap<>();

  static {
    Set.of("ms", "millis", "milliseconds").forEach(word -> UNITS.put(word, "ms"));
    Set.of("s", "sec", "secs", "seconds").forEach(word -> UNITS.put(word, "s"));
    Set.of("min", "mins", "minutes").forEach(word -> UNITS.put(word, "m"));
  }

  /// The key of that name, with `-` or `_`, in any case; empty for one of ours, and for one that
  /// means nothing here.
  public static Optional<FamilyKey> of(String name) {
    var key = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (Setting.find(key).isPresent()) {
      return Optional.empty();
    }
    var last = key.lastIndexOf('_');
    var unit = last < 0 ? null : UNITS.get(key.substring(last + 1));
    return unit == null ? of(key, "s") : of(key.substring(0, last), unit);
  }

  private static Optional<FamilyKey> of(String key, String unit) {
    return key.equals("heartbeat_interval") || key.equals("heartbeat")
        ? Optional.of(new FamilyKey(Setting.LEASE, unit, HEARTBEATS))
        : NAMES.entrySet().stream()
            .filter(entry -> entry.getValue().contains(key))
            .map(entry -> new FamilyKey(entry.getKey(), unitOf(entry.getKey(), unit), 1))
            .findFirst();
  }

  private static String unitOf(Setting setting, String unit) {
    return switch (setting) {
      case BACKOFF_BASE, MAX_RETRIES, WORKER_COUNT -> "";
      default -> unit;
    };
  }

  /// What our key is set to for a value of this one.
  ///
  /// @throws QueueException.Invalid if it is no number, and no duration either
  public String ours(String value) {
    if (unit.isEmpty()) {
      return value;
    }
    var number = Numbers.read(value);
    if (number.isPresent()) {
      return number.get().multiply(BigDecimal.valueOf(times)).toPlainString() + unit;
    }
    return times == 1
        ? value
        : Durations.exact(Durations.parse(setting.key(), value).multipliedBy(times));
  }

  /// A value of our key in the words of this one: a number in its unit.
  public String theirs(String value) {
    if (unit.isEmpty()) {
      return value;
    }
    var one = Durations.parse(setting.key(), "1" + unit).toMillis();
    return BigDecimal.valueOf(Durations.parse(setting.key(), value).toMillis())
        .divide(
            BigDecimal.valueOf(one).multiply(BigDecimal.valueOf(times)),
            java.math.MathContext.DECIMAL32)
        .stripTrailingZeros()
        .toPlainString();
  }

  /// In words, for a person who typed the name.
  ///
  /// @param typed the name
  public String meaning(String typed) {
    var heartbeats = times == 1 ? "" : ", which is %d of these".formatted(times);
    return "%s is called %s here%s".formatted(typed.strip(), setting.key(), heartbeats);
  }
}
