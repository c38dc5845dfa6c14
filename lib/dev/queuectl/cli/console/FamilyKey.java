package dev.queuectl.cli.console;

import dev.queuectl.Durations;
import dev.queuectl.FieldKind;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key of the configuration that other tools of the family have, and this one by another name or
/// in another unit: `poll-interval-ms`, `stale-timeout`, `worker_shutdown_timeout`.
///
/// @param setting which of ours it means
/// @param unit of its numbers, as [Durations] writes it; empty for a setting without one
/// @param times how many of them one of ours is
public record FamilyKey(Setting setting, String unit, int times) {
  /// A lease is as long as three heartbeats.
  private static final int HEARTBEATS = 3;

  /// Our own names are among them: there may be a unit behind them, or a word before them.
  private static final Map<Setting, String> NAMES =
      Map.ofEntries(
          Map.entry(Setting.POLL_INTERVAL, "poll_interval polling_interval poll poll_delay"),
          Map.entry(
              Setting.LEASE,
              """
              lease lease_timeout lease_duration lock_timeout lock_ttl lock_duration heartbeat_timeout
              stale stale_timeout stale_threshold stale_after stale_lock stale_lock_timeout
              stale_job_timeout stale_worker_timeout worker_timeout orphan_timeout visibility_timeout
              """),
          Map.entry(
              Setting.DRAIN_TIMEOUT,
              """
              drain_timeout shutdown_timeout graceful_shutdown_timeout graceful_timeout shutdown_grace
              shutdown_grace_period stop_timeout
              """),
          Map.entry(Setting.KILL_GRACE, "kill_grace kill_timeout kill_after"),
          Map.entry(Setting.TIMEOUT, "timeout command_timeout execution_timeout max_runtime"),
          Map.entry(Setting.BACKOFF, "backoff backoff_strategy backoff_type retry_strategy"),
          Map.entry(
              Setting.BACKOFF_MAX,
              """
              backoff_max max_backoff backoff_cap max_backoff_delay backoff_max_delay max_delay
              max_retry_delay retry_max_delay
              """),
          Map.entry(
              Setting.BACKOFF_BASE,
              """
              backoff_base base_backoff exp_backoff_base exponential_backoff_base retry_backoff_base
              backoff_base_delay base_delay initial_delay retry_delay initial_backoff backoff_factor
              backoff_multiplier
              """),
          Map.entry(Setting.BACKOFF_JITTER, "backoff_jitter jitter retry_jitter"),
          Map.entry(Setting.MAX_RETRIES, "max_retries max_retry max_attempts retries retry_limit"),
          Map.entry(Setting.PRIORITY, "priority"),
          Map.entry(
              Setting.WORKER_COUNT, "worker_count concurrency workers max_workers num_workers"),
          Map.entry(Setting.OUTPUT_MAX, "output_max max_output max_output_size max_output_bytes"),
          Map.entry(Setting.RETENTION_AGE, "retention_age retention retention_period"),
          Map.entry(Setting.DASHBOARD_PORT, "dashboard_port web_port http_port"));

  /// May stand before a name, and means nothing here.
  private static final List<String> BEFORE = List.of("worker_", "default_", "job_", "queue_");

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("ms", "ms"),
          Map.entry("millis", "ms"),
          Map.entry("milliseconds", "ms"),
          Map.entry("s", "s"),
          Map.entry("sec", "s"),
          Map.entry("secs", "s"),
          Map.entry("seconds", "s"),
          Map.entry("min", "m"),
          Map.entry("mins", "m"),
          Map.entry("minutes", "m"),
          Map.entry("hours", "h"),
          Map.entry("days", "d"));

  /// The key of that name, with `-` or `_`, in any case; empty for one of ours, and for one that
  /// means nothing here.
  public static Optional<FamilyKey> of(String name) {
    var key = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (Setting.find(key).isPresent()) {
      return Optional.empty();
    }
    var last = key.lastIndexOf('_');
    var unit = last < 0 ? null : UNITS.get(key.substring(last + 1));
    return unit == null ? of(key, null) : of(key.substring(0, last), unit);
  }

  private static Optional<FamilyKey> of(String key, @Nullable String unit) {
    return exactly(key, unit)
        .or(
            () ->
                BEFORE.stream()
                    .filter(key::startsWith)
                    .findFirst()
                    .flatMap(before -> of(key.substring(before.length()), unit)));
  }

  private static Optional<FamilyKey> exactly(String key, @Nullable String unit) {
    if (key.equals("heartbeat_interval") || key.equals("heartbeat")) {
      return Optional.of(new FamilyKey(Setting.LEASE, unit == null ? "s" : unit, HEARTBEATS));
    }
    return NAMES.entrySet().stream()
        .filter(entry -> List.of(entry.getValue().strip().split("\\s+")).contains(key))
        .flatMap(entry -> withUnit(entry.getKey(), unit).stream())
        .findFirst();
  }

  /// What has no unit here has none there. A number alone is seconds, but not one after which jobs
  /// are removed: it may be days.
  private static Optional<FamilyKey> withUnit(Setting setting, @Nullable String unit) {
    if (isTime(setting)) {
      return unit == null && setting == Setting.RETENTION_AGE
          ? Optional.empty()
          : Optional.of(new FamilyKey(setting, unit == null ? "s" : unit, 1));
    }
    return unit == null ? Optional.of(new FamilyKey(setting, "", 1)) : Optional.empty();
  }

  private static boolean isTime(Setting setting) {
    return setting.kind() instanceof FieldKind.Span || setting == Setting.BACKOFF_BASE;
  }

  /// What our key is set to for a value of this one.
  ///
  /// @throws dev.queuectl.QueueException.Invalid if it is no number, and no duration either
  public String ours(String value) {
    if (unit.isEmpty()) {
      return value;
    }
    var number = Numbers.read(value);
    if (setting == Setting.BACKOFF_BASE) {
      return number.map(each -> plain(each.multiply(seconds()))).orElse(value);
    }
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
    var ours = BigDecimal.valueOf(Durations.parse(setting.key(), value).toMillis(), 3);
    return plain(ours.divide(seconds().multiply(BigDecimal.valueOf(times)), MathContext.DECIMAL32));
  }

  private BigDecimal seconds() {
    return BigDecimal.valueOf(Durations.parse(setting.key(), "1" + unit).toMillis(), 3);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /// In words, for a person who typed the name.
  ///
  /// @param typed the name
  public String meaning(String typed) {
    var heartbeats = times == 1 ? "" : ", which is %d of these".formatted(times);
    return "%s is called %s here%s".formatted(typed.strip(), setting.key(), heartbeats);
  }
}
