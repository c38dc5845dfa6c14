package dev.queuectl;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The configuration of one store: what was set, over the defaults.
public record Settings(Map<Setting, String> set) {

  public Settings {
    set = Map.copyOf(set);
  }

  /// These settings, if every value is what its key accepts: somebody may have written them by
  /// hand.
  ///
  /// @throws QueueException.Invalid naming the first that is not
  public Settings checked() {
    set.forEach(Setting::checked);
    return this;
  }

  /// These settings without the values that their keys do not accept, for those who only look.
  public Settings usable() {
    var usable = new EnumMap<Setting, String>(Setting.class);
    set.forEach(
        (setting, value) -> {
          if (fault(setting, value).isEmpty()) {
            usable.put(setting, value);
          }
        });
    return usable.size() == set.size() ? this : new Settings(usable);
  }

  /// A sentence for each value that its key does not accept.
  public Map<Setting, String> faults() {
    var faults = new EnumMap<Setting, String>(Setting.class);
    set.forEach(
        (setting, value) -> fault(setting, value).ifPresent(fault -> faults.put(setting, fault)));
    return faults;
  }

  private static Optional<String> fault(Setting setting, String value) {
    try {
      setting.checked(value);
      return Optional.empty();
    } catch (QueueException.Invalid e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  public String text(Setting setting) {
    return set.getOrDefault(setting, setting.defaultValue());
  }

  public int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  public double decimal(Setting setting) {
    return Double.parseDouble(text(setting));
  }

  /// A size, in bytes.
  public long bytes(Setting setting) {
    return Bytes.parse(setting.key(), text(setting));
  }

  public Duration duration(Setting setting) {
    return Durations.parse(setting.key(), text(setting));
  }

  /// What is taken for what a new job does not say.
  public JobPolicy jobPolicy() {
    return new JobPolicy(
        duration(Setting.TIMEOUT),
        Backoff.of(text(Setting.BACKOFF)),
        decimal(Setting.BACKOFF_BASE),
        duration(Setting.BACKOFF_MAX));
  }

  /// The retry policy of a job: its own words, over this configuration.
  public RetryPolicy retryPolicy(JobPolicy job) {
    return new RetryPolicy(
        job.backoff() != null ? job.backoff() : Backoff.of(text(Setting.BACKOFF)),
        job.backoffBase() != null ? job.backoffBase() : decimal(Setting.BACKOFF_BASE),
        job.backoffMax() != null ? job.backoffMax() : duration(Setting.BACKOFF_MAX),
        decimal(Setting.BACKOFF_JITTER),
        number(Setting.MAX_INTERRUPTIONS));
  }

  /// How long an attempt of the job may run; empty when without limit.
  public Optional<Duration> timeout(JobPolicy job) {
    var limit = job.timeout() != null ? job.timeout() : duration(Setting.TIMEOUT);
    return limit.isZero() ? Optional.empty() : Optional.of(limit);
  }
}
