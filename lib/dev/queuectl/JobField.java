package dev.queuectl;

import static dev.queuectl.FieldDescription.following;
import static dev.queuectl.FieldDescription.is;
import static dev.queuectl.FieldDescription.taking;
import static dev.queuectl.FieldDescription.text;

import dev.queuectl.tie.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a job, each described once: its names in JSON, its flags and their help, what
/// values it may have, its place in forms, and the setting that applies if a job does not set it.
/// Commands, JSON, `show`, `edit`, `export`, `import`, forms, completion, the API's description and
/// the store follow from this, in this order.
public enum JobField {
  ID(
      is(new FieldKind.Text(true, "a string or a number"))
          .inForm(Place.FURTHER, "empty for a generated one")
          .also("name")),
  COMMAND(is(text()).decidingWhatRuns().also("cmd")),
  QUEUE(
      is(text())
          .flags("NAME", "-q", "--queue")
          .help("The queue to put it in (default: default).")
          .inForm(Place.USUAL, "default")),
  PRIORITY(
      taking(Setting.PRIORITY)
          .flags("N", "-p", "--priority")
          .help("Higher numbers run first; may be negative.")
          .inForm(Place.USUAL, "higher runs first")),
  DELAY(
      is(new FieldKind.Span("0s"))
          .flags("DURATION", "--delay")
          .help("Wait this long before running it: 90, 90s, 10m, 2h30m, 1d.")
          .inForm(Place.USUAL, "10m, or empty")
          .also("delay_seconds")),
  RUN_AT(
      is(new FieldKind.Text(false, "a string such as \"2026-01-31T09:00:00Z\" or \"+5m\""))
          .flags("TIME", "--run-at")
          .help(
              "Do not run it before: 2026-01-31T09:00:00Z, \"2026-01-31 09:00\", +5m, 09:00 (the"
                  + " next), \"tomorrow 09:00\". A time in the past means now. It runs once: for"
                  + " every night there is schedule.")
          .inForm(Place.FURTHER, "tomorrow 09:00, 2026-01-31 09:00")
          .also("scheduled_at")),
  AFTER(
      is(new FieldKind.Ids())
          .flags("JOB", "--after", "--depends-on")
          .help(
              "Do not run it before these jobs have completed. If one of them can no longer "
                  + "complete, it is cancelled; it comes back when that one is retried.")
          .inForm(Place.FURTHER, "ids of jobs that must complete first")
          .also("depends_on")),
  AFTER_FAILURE(
      is(new FieldKind.Ids())
          .flags("JOB", "--after-failure")
          .help("Run it only if these jobs are dead, after all their retries.")
          .inForm(Place.FURTHER, "ids of jobs that must be dead first")),
  AFTER_END(
      is(new FieldKind.Ids())
          .flags("JOB", "--after-end")
          .help("Do not run it before these jobs have ended, however they end.")
          .inForm(Place.FURTHER, "ids of jobs that must end first")),
  EXPIRES(
      is(new FieldKind.Span("0s", "1s"))
          .flags("DURATION", "--expires")
          .help(
              "Cancel it if it has not begun so long after it could have: after its time, or after "
                  + "the last end of another job that it waits for.")
          .inForm(Place.FURTHER, "1h; empty for never")
          .ofPolicy()),
  TIMEOUT(
      taking(Setting.TIMEOUT)
          .flags("DURATION", "-t", "--timeout")
          .help("How long one attempt may run; 0 means no limit.")
          .inForm(Place.USUAL, "30m; empty for the default")
          .ofPolicy()
          .also("timeout_seconds")),
  MAX_RETRIES(
      taking(Setting.MAX_RETRIES)
          .flags("N", "-r", "--max-retries", "--retries", "--max-attempts")
          .help(
              "How many attempts a failing job gets in all: 3 means three; 0 and 1 both mean one. "
                  + "(All these names mean the same.)")
          .inForm(Place.FURTHER, "attempts in all; empty for the default")
          .also("retries", "max_attempts")),
  BACKOFF(
      taking(Setting.BACKOFF)
          .flags("KIND", "--backoff")
          .help("How the wait between attempts grows: exponential, linear or fixed.")
          .inForm(Place.FURTHER, "exponential, linear or fixed")
          .ofPolicy()),
  BACKOFF_BASE(
      taking(Setting.BACKOFF_BASE)
          .flags("SECONDS", "--backoff-base", "--base-backoff")
          .help(
              "The first wait before a retry, at least 1; exponential backoff waits its powers (of "
                  + "3: 3, 9, 27 ...), linear its multiples (3, 6, 9 ...).")
          .inForm(Place.FURTHER, "seconds")
          .ofPolicy()
          .also("base_backoff")),
  BACKOFF_MAX(
      taking(Setting.BACKOFF_MAX)
          .flags("DURATION", "--backoff-max")
          .help("The longest wait before a retry.")
          .inForm(Place.FURTHER, "1h")
          .ofPolicy()),
  MAX_INTERRUPTIONS(
      following(Setting.MAX_INTERRUPTIONS)
          .flags("N", "--max-interruptions")
          .help("How many interruptions make it dead (default: as configured at that time).")
          .inForm(Place.FURTHER, "empty for the default")
          .ofPolicy()),
  SUCCESS_ON(
      following(Setting.SUCCESS_ON)
          .flags("ENDS", "--success-on")
          .help(
              "What is a success besides exit code 0: codes and ranges (1,64-78), SIGKILL, signal "
                  + "(any), timeout, not-started, stderr:/regex/ (in the last 64 KiB).")
          .inForm(Place.FURTHER, "0,1")
          .ofPolicy()),
  GIVE_UP_ON(
      following(Setting.GIVE_UP_ON)
          .flags("ENDS", "--give-up-on")
          .help("After what it is dead at once, however many attempts are left: 2,126-127,signal.")
          .inForm(Place.FURTHER, "2,126-127,signal")
          .ofPolicy()),
  RETRY_ONLY_ON(
      following(Setting.RETRY_ONLY_ON)
          .flags("ENDS", "--retry-only-on")
          .help("After what it is retried; after all else it is dead at once: 75,timeout,killed.")
          .inForm(Place.FURTHER, "75,timeout,killed")
          .ofPolicy()),
  SNOOZE_ON(
      following(Setting.SNOOZE_ON)
          .flags("ENDS", "--snooze-on")
          .help("What is no failure: it runs again later, and no attempt is used: 75.")
          .inForm(Place.FURTHER, "75")
          .ofPolicy()),
  SNOOZE(
      following(Setting.SNOOZE)
          .flags("DURATION", "--snooze")
          .help("How long it then waits (default: as configured at that time).")
          .inForm(Place.FURTHER, "5m")
          .ofPolicy()),
  MAX_SNOOZES(
      following(Setting.MAX_SNOOZES)
          .flags("N", "--max-snoozes")
          .help("After how many snoozes the next is a failure (default: as configured then).")
          .inForm(Place.FURTHER, "empty for the default")
          .ofPolicy()),
  KILL_GRACE(
      following(Setting.KILL_GRACE)
          .flags("DURATION", "--kill-grace")
          .help("How long it gets between TERM and KILL (default: as configured at that time).")
          .inForm(Place.FURTHER, "30s; empty for the default")
          .ofPolicy()),
  SHELL(
      taking(Setting.SHELL)
          .flags("SHELL", "--shell")
          .help(
              "The shell that gets the command as its last argument, with its options: "
                  + "'bash -eo pipefail -c'; a single word is given -c.")
          .inForm(Place.FURTHER, "bash -eo pipefail -c")
          .decidingWhatRuns()
          .ofPolicy()),
  CLEAN_ENV(
      is(new FieldKind.Flag())
          .flags("", "--clean-env")
          .help(
              "Give it a clean environment: HOME, LOGNAME and USER, the usual PATH and SHELL, and "
                  + "its own variables.")
          .inForm(Place.FURTHER, "Give it a clean environment")
          .decidingWhatRuns()
          .ofPolicy()),
  UNIQUE(
      is(new FieldKind.Read("a key of 1 to 200 bytes", "nightly-sync", UniqueKey::of))
          .flags("KEY", "--unique")
          .help(
              "Add nothing while another job of this key is pending, failed or processing: the id"
                  + " of that one is printed. Unique keeps a second one out; a limit (queue set)"
                  + " lets it wait.")
          .inForm(Place.FURTHER, "nightly-sync")
          .ofPolicy("unique_key")),
  UNIQUE_WHILE(
      is(new FieldKind.Choice(List.of("active", "waiting")))
          .flags("WHAT", "--unique-while")
          .help("Until when its key is taken: active (until it ended), or waiting (until it runs).")
          .inForm(Place.FURTHER, "active or waiting")
          .ofPolicy()),
  UNIQUE_FOR(
      is(new FieldKind.Span("0s"))
          .flags("DURATION", "--unique-for")
          .help("Its key is taken for so long after it was enqueued, whatever became of it.")
          .inForm(Place.FURTHER, "1h")
          .ofPolicy()),
  ON_DUPLICATE(
      is(new FieldKind.Choice(List.of("skip", "replace", "fail")))
          .flags("WHAT", "--on-duplicate")
          .help(
              "If its key is taken: skip (add nothing), replace (give the waiting job what this one"
                  + " says), or fail.")
          .inForm(Place.FURTHER, "skip, replace or fail")
          .ofPolicy()),
  KEEP_RUN_AT(
      is(new FieldKind.Flag())
          .flags("", "--keep-run-at")
          .help("A waiting job of the key that is replaced keeps the time at which it runs.")
          .inForm(Place.FURTHER, "Leave the job that it replaces its time")
          .ofPolicy()),
  CWD(is(text()).inForm(Place.FURTHER, "the directory to run in").decidingWhatRuns()),
  ENV(is(new FieldKind.Variables()).decidingWhatRuns()),
  STDIN(is(text()).inForm(Place.FURTHER, "what it reads from standard input").decidingWhatRuns()),
  /// The same, for bytes that are no text.
  STDIN_BASE64(is(text()).decidingWhatRuns()),
  HELD(is(new FieldKind.Flag()).inForm(Place.FURTHER, "Hold it until it is released").also("hold"));

  /// Those with flags that are the same for a new job and a waiting one.
  public static final List<JobField> PLAN;

  /// Those that a [JobPolicy] holds, each stored in the column of its key.
  public static final List<JobField> POLICY;

  private static final Map<String, JobField> BY_NAME = byName();

  // Without streams: every command that reads a job comes through here when it starts.
  static {
    var plan = new ArrayList<JobField>();
    var policy = new ArrayList<JobField>();
    for (var field : values()) {
      if (!field.flags().isEmpty()) {
        plan.add(field);
      }
      if (field.isOfPolicy()) {
        policy.add(field);
      }
    }
    PLAN = List.copyOf(plan);
    POLICY = List.copyOf(policy);
  }

  private final FieldDescription description;
  private final String key;

  JobField(FieldDescription description) {
    this.description = description;
    this.key = name().toLowerCase(Locale.ROOT);
  }

  /// As in JSON: `max_retries`.
  public String key() {
    return key;
  }

  /// As in the database.
  public String column() {
    return description.column == null ? key : description.column;
  }

  public FieldKind kind() {
    return description.kind;
  }

  /// Whether a [JobPolicy] holds it.
  public boolean isOfPolicy() {
    return description.isOfPolicy;
  }

  /// Whether to change it is to submit another command.
  public boolean decidesWhatRuns() {
    return description.decidesWhatRuns;
  }

  /// All of its flags, short and long; none if each command has its own.
  public List<String> flags() {
    return description.flags;
  }

  /// The flag of its key: `--max-retries`.
  public String flag() {
    return "--" + key.replace('_', '-');
  }

  /// The placeholder of its value in help.
  public String label() {
    return description.label;
  }

  /// A sentence for help.
  public String help() {
    return description.help;
  }

  /// Where it is in a form.
  public enum Place {
    NOWHERE,
    USUAL,
    /// Among the options that are folded away.
    FURTHER
  }

  public Place place() {
    return description.place;
  }

  /// What a form says next to it. The environment may be secret, so it is in no form.
  public String hint() {
    return description.hint;
  }

  /// The setting for jobs that do not set it, if there is one.
  public Optional<Setting> setting() {
    return Optional.ofNullable(description.setting);
  }

  /// Whether a job that has set it can be as if it never had.
  public boolean hasDefault() {
    return description.setting != null || description.isOfPolicy;
  }

  /// Whether a new job copies what is configured. Otherwise a job that does not set it follows what
  /// is configured when it matters.
  public boolean isTaken() {
    return description.isTaken;
  }

  /// The field of that name, with `-` or `_`.
  public static Optional<JobField> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The one that says for which jobs such an end is waited for.
  public static JobField after(Dependency.Kind kind) {
    return switch (kind) {
      case SUCCESS -> AFTER;
      case FAILURE -> AFTER_FAILURE;
      case END -> AFTER_END;
    };
  }

  /// The name that was probably meant.
  public static Optional<JobField> nearest(String name) {
    return Words.nearest(name, BY_NAME.keySet()).flatMap(JobField::of);
  }

  private static Map<String, JobField> byName() {
    var names = new HashMap<String, JobField>();
    for (var field : values()) {
      names.put(field.key, field);
      names.put(field.key.replace('_', '-'), field);
      for (var alias : field.description.aliases) {
        names.put(alias, field);
        names.put(alias.replace('_', '-'), field);
      }
    }
    return Map.copyOf(names);
  }
}
