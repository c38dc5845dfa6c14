package dev.queuectl;

import dev.queuectl.environment.EnvCapture;
import dev.queuectl.outcome.OutcomeRules;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The configuration of one store: what was set, over the defaults. Each value is read once, when
/// this is made.
public final class Settings {
  private final Map<Setting, String> set;
  private final Map<Setting, Object> values = new EnumMap<>(Setting.class);
  private final Map<Setting, String> faults = new EnumMap<>(Setting.class);

  /// @param set as stored; somebody may have written values that their keys do not accept
  public Settings(Map<Setting, String> set) {
    this.set = Map.copyOf(set);
    this.set.forEach(this::read);
  }

  private void read(Setting setting, String text) {
    try {
      values.put(setting, setting.read(text).value());
    } catch (QueueException.Invalid e) {
      faults.put(setting, e.getMessage());
    }
  }

  /// What was set, as stored.
  public Map<Setting, String> set() {
    return set;
  }

  /// These settings, if every value is what its key accepts: somebody may have written them by
  /// hand.
  ///
  /// @throws QueueException.Invalid naming the first that is not
  public Settings checked() {
    faults.keySet().forEach(setting -> setting.checked(text(setting)));
    ends();
    return this;
  }

  /// These settings without the values that their keys do not accept, for those who only look.
  public Settings usable() {
    if (faults.isEmpty()) {
      return this;
    }
    var usable = new EnumMap<Setting, String>(set);
    usable.keySet().removeAll(faults.keySet());
    return new Settings(usable);
  }

  /// A sentence for each value that its key does not accept.
  public Map<Setting, String> faults() {
    return Collections.unmodifiableMap(faults);
  }

  public String text(Setting setting) {
    return set.getOrDefault(setting, setting.defaultValue());
  }

  /// @throws QueueException.Invalid if its key does not accept what was set
  private Object value(Setting setting) {
    var value = values.get(setting);
    return value != null
        ? value
        : faults.containsKey(setting)
            ? setting.read(text(setting)).value()
            : setting.typedDefault();
  }

  public int number(Setting setting) {
    return (int) value(setting);
  }

  public double decimal(Setting setting) {
    return (double) value(setting);
  }

  /// Whether it is `on`.
  public boolean isOn(Setting setting) {
    return value(setting).equals("on");
  }

  /// A size, in bytes.
  public long bytes(Setting setting) {
    return (long) value(setting);
  }

  public Duration duration(Setting setting) {
    return (Duration) value(setting);
  }

  public EnvCapture envCapture() {
    return (EnvCapture) value(Setting.ENV_CAPTURE);
  }

  /// The configured options that a new job copies if it leaves them out.
  public JobPolicy jobPolicy() {
    var taken = new EnumMap<JobField, Object>(JobField.class);
    for (var option : JobField.POLICY) {
      if (option.isTaken()) {
        configured(option).ifPresent(value -> taken.put(option, value));
      }
    }
    return new JobPolicy(taken);
  }

  /// The value for a job: its own, or the configured one; empty if the option has no setting and
  /// the job does not set it.
  public Optional<Object> value(JobField option, JobPolicy job) {
    return Optional.ofNullable(job.get(option)).or(() -> configured(option));
  }

  /// The value for jobs that do not set it, if it has a setting.
  public Optional<Object> configured(JobField option) {
    return option.setting().map(this::value);
  }

  /// The retry policy of a job: its own words, over this configuration.
  public RetryPolicy retryPolicy(JobPolicy job) {
    return new RetryPolicy(
        Backoff.of((String) value(JobField.BACKOFF, job).orElseThrow()),
        (Double) value(JobField.BACKOFF_BASE, job).orElseThrow(),
        (Duration) value(JobField.BACKOFF_MAX, job).orElseThrow(),
        decimal(Setting.BACKOFF_JITTER),
        (Integer) value(JobField.MAX_INTERRUPTIONS, job).orElseThrow());
  }

  /// The rules about the ends of a job's attempts.
  public OutcomeRules outcomeRules(JobPolicy job) {
    return new OutcomeRules(
        job.ends(),
        ends().ends(),
        (Duration) value(JobField.SNOOZE, job).orElseThrow(),
        (Integer) value(JobField.MAX_SNOOZES, job).orElseThrow());
  }

  /// What is configured about them.
  ///
  /// @throws QueueException.Invalid if two rules name the same end
  private JobPolicy ends() {
    var said = new EnumMap<JobField, Object>(JobField.class);
    for (var rule : JobPolicy.RULES) {
      if (set.containsKey(rule.setting().orElseThrow())) {
        said.put(rule, configured(rule).orElseThrow());
      }
    }
    return said.isEmpty() ? JobPolicy.CONFIGURED : new JobPolicy(said);
  }

  /// How long an attempt of the job may run; empty when without limit.
  public Optional<Duration> timeout(JobPolicy job) {
    var limit = (Duration) value(JobField.TIMEOUT, job).orElseThrow();
    return limit.isZero() ? Optional.empty() : Optional.of(limit);
  }

  /// Whether the same values were set.
  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && settings.set.equals(set);
  }

  @Override
  public int hashCode() {
    return set.hashCode();
  }
}
