package dev.queuectl;

import dev.queuectl.environment.EnvCapture;
import dev.queuectl.environment.JobShell;
import dev.queuectl.outcome.OutcomeList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration keys: what each means, its default and what it accepts.
public enum Setting {
  MAX_RETRIES("3", "attempts a failing job gets in all", whole(0, NewJob.MAX_RETRIES)),
  BACKOFF(
      "exponential",
      "how the wait between attempts grows: exponential, linear or fixed",
      new FieldKind.Choice(Backoff.words())),
  BACKOFF_BASE(
      "2",
      "seconds before the first retry; exponential backoff waits its powers, linear its multiples",
      decimal(1, NewJob.MAX_BACKOFF_BASE),
      "base_backoff"),
  BACKOFF_MAX("1h", "the longest wait before a retry", duration()),
  BACKOFF_JITTER("0", "lengthens each wait by up to this fraction, 0 to 1", decimal(0, 1)),
  TIMEOUT(
      "0",
      "how long an attempt may run; 0 means no limit",
      durationOrNone(),
      "default_timeout",
      "job_timeout"),
  PRIORITY(
      "0",
      "priority of jobs that do not set one",
      whole(-NewJob.MAX_PRIORITY, NewJob.MAX_PRIORITY),
      "default_priority"),
  WORKER_COUNT("1", "slots of a worker for which no number is given", whole(1, 1000)),
  POLL_INTERVAL("1s", "how often a worker checks for jobs without being woken", atLeast("10ms")),
  LEASE("30s", "how long until a silent worker on another host loses its jobs", atLeast("1s")),
  KILL_GRACE("5s", "the time between TERM and KILL", durationOrNone()),
  DRAIN_TIMEOUT(
      "0", "how long a drain may take before jobs are interrupted; 0 means no limit", duration()),
  OUTPUT_MAX("10MiB", "how much is kept of each output stream of an attempt", size()),
  OUTPUT_LINKS(
      "off",
      "on: workers link output by the ids of jobs, in by-id/ below logs/",
      new FieldKind.Choice(List.of("off", "on"))),
  DISK_RESERVE(
      "64MiB", "workers claim nothing while less disk space is free; 0 turns this off", size()),
  MAX_INTERRUPTIONS("5", "a job interrupted this often becomes dead", whole(1, 1000)),
  SUCCESS_ON("0", "ends of an attempt that are a success; 0 always is one", ends(0, "0,3")),
  GIVE_UP_ON("none", "ends after which a job is dead at once", ends(1, "2,126-127")),
  RETRY_ONLY_ON("none", "the only ends after which a job is retried", ends(1, "75,timeout")),
  SNOOZE_ON("none", "ends that are no failure: the job runs again later", ends(1, "65,SIGTERM")),
  SNOOZE("5m", "how long a job waits after an end in snooze_on", atLeast("1s")),
  MAX_SNOOZES("1000", "after so many snoozes the next is a failure", whole(0, NewJob.MAX_RETRIES)),
  RETENTION_AGE(
      "0",
      "completed and cancelled jobs that ended longer ago are removed; 0 means never",
      duration()),
  RETENTION_COUNT(
      "0",
      "how many of the newest completed and cancelled jobs are kept; 0 means all",
      whole(0, Integer.MAX_VALUE)),
  RETENTION_BYTES(
      "0",
      "total output size above which the oldest completed and cancelled jobs are removed; 0 means"
          + " no limit",
      size()),
  SHELL(
      JobShell.USUAL,
      "the shell of jobs that do not name one, with its options: bash -eo pipefail -c",
      new FieldKind.Read(
          "a program and its options without quotes, such as bash -eo pipefail -c",
          "bash -eu -c",
          JobShell::of)),
  ENV_CAPTURE(
      "all",
      "what a new job keeps of its caller's environment: all, none, or names such as"
          + " PATH,HOME,LC_*",
      new FieldKind.Read(
          "all, none or names of variables such as PATH,HOME,LC_*", "none", EnvCapture::of)),
  DASHBOARD_PORT("8642", "where the dashboard listens if no other port is given", whole(0, 65_535));

  private final String defaultValue;
  private final String meaning;
  private final FieldKind kind;

  /// Other names that scripts of the QueueCTL family use for it.
  private final List<String> aliases;

  /// Read when it is first asked for: most commands need few.
  private volatile @Nullable Object typedDefault;

  /// A value that the key accepts.
  ///
  /// @param text as it is stored
  record Read(Object value, String text) {}

  Setting(String defaultValue, String meaning, FieldKind kind, String... aliases) {
    this.defaultValue = defaultValue;
    this.meaning = meaning;
    this.kind = kind;
    this.aliases = List.of(aliases);
  }

  /// As stored and printed: `max_retries`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String defaultValue() {
    return defaultValue;
  }

  /// The kind of its value, which is also that of the job option it applies to.
  public FieldKind kind() {
    return kind;
  }

  /// A clause for people.
  public String meaning() {
    return meaning;
  }

  /// The value in the form in which it is stored.
  ///
  /// @throws QueueException.Invalid saying what the key accepts
  public String checked(String value) {
    return read(value).text();
  }

  /// @throws QueueException.Invalid saying what the key accepts
  Read read(String value) {
    var written = value.strip();
    var read = kind.parse(key(), written);
    return new Read(read, kind.kept(written, read));
  }

  Object typedDefault() {
    var value = typedDefault;
    if (value == null) {
      value = read(defaultValue).value();
      typedDefault = value;
    }
    return value;
  }

  /// The setting of that name, with `-` or `_`, in any case, under any of its names.
  ///
  /// @throws QueueException.Invalid naming the nearest
  public static Setting of(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /// Empty if there is none of that name.
  public static Optional<Setting> find(String name) {
    var key = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values())
        .filter(setting -> setting.key().equals(key) || setting.aliases.contains(key))
        .findFirst();
  }

  private static QueueException.Invalid unknown(String name) {
    var keys = Arrays.stream(values()).map(Setting::key).toList();
    return new QueueException.Invalid(
        "unknown key \"" + name.strip() + "\"",
        Words.nearest(name.strip().replace('-', '_'), keys)
            .map(near -> "Did you mean " + near + "?")
            .orElse("It is one of " + String.join(", ", keys) + "."));
  }

  private static FieldKind whole(int least, int most) {
    return new FieldKind.Whole(least, most);
  }

  private static FieldKind decimal(double least, double most) {
    return new FieldKind.Decimal(least, most);
  }

  private static FieldKind size() {
    return new FieldKind.Size();
  }

  /// Ends of attempts, see [OutcomeList].
  private static FieldKind ends(int least, String example) {
    return new FieldKind.Read(
        "codes, ranges such as 64-78, SIGKILL, signal, timeout, not-started or stderr:/regex/, with"
            + " commas between them, or none",
        example,
        text -> Optional.of(OutcomeList.of(text, least).toString()));
  }

  private static FieldKind duration() {
    return new FieldKind.Span("0s");
  }

  /// A duration of which zero means no limit, or never.
  private static FieldKind durationOrNone() {
    return new FieldKind.Span("none");
  }

  private static FieldKind atLeast(String least) {
    return new FieldKind.Span("0s", least);
  }
}
