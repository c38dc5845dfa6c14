package dev.queuectl.report;

import dev.queuectl.FieldKind;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.UniqueKey;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.process.posix.PathText;
import dev.queuectl.tie.Dependency;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A new job while it is being described: the words of its fields, each given once at most.
public final class JobDraft {
  /// The word that makes a field which [JobField#hasDefault] as if it had never been set.
  public static final String DEFAULT = "default";

  private static final Set<JobField> IS_STDIN = EnumSet.of(JobField.STDIN, JobField.STDIN_BASE64);

  private static final int FIELDS = JobField.values().length;

  /// By the field's ordinal: a bulk `enqueue` makes a hundred thousand drafts a second.
  private final @Nullable String[] words = new @Nullable String[FIELDS];

  private Map<String, String> env = Map.of();
  private Set<String> unset = Set.of();
  private @Nullable Stdin stdin;
  private boolean isUniqueByCommand;

  /// The fields that enqueue the same job again. Without its id, since a new job has its own;
  /// without a time that has passed, which would mean now; without its environment, which may be
  /// secret; and without what it reads, which a store has.
  public static JobDraft again(Job job, Instant now) {
    var draft =
        new JobDraft()
            .put(JobField.COMMAND, job.command())
            .put(JobField.QUEUE, job.queue())
            .put(JobField.PRIORITY, Integer.toString(job.priority()))
            .put(JobField.MAX_RETRIES, Integer.toString(job.maxRetries()))
            .put(JobField.CWD, job.cwd())
            .putIfGiven(JobField.HELD, job.held() ? "true" : null)
            .putIfGiven(JobField.RUN_AT, job.runAt().isAfter(now) ? job.runAt().toString() : null);
    job.policy().values().forEach((option, value) -> draft.put(option, option.kind().text(value)));
    return draft;
  }

  /// @throws QueueException.Invalid if the field was given before
  public JobDraft put(JobField field, String text) {
    if (has(field)) {
      throw new QueueException.Invalid(field.key() + " is given twice");
    }
    if (IS_STDIN.contains(field)) {
      return putStdin(field == JobField.STDIN ? StdinText.of(text) : StdinText.ofBase64(text));
    }
    words[field.ordinal()] = text;
    return this;
  }

  public JobDraft putIfGiven(JobField field, @Nullable String text) {
    return text == null ? this : put(field, text);
  }

  /// @throws QueueException.Invalid if the variable was given before
  public JobDraft putEnv(String name, String value) {
    if (env.isEmpty()) {
      env = new HashMap<>();
    }
    if (env.putIfAbsent(name, value) != null) {
      throw new QueueException.Invalid("the environment variable " + name + " is given twice");
    }
    return this;
  }

  /// @param given empty to take away what a job that is edited has
  /// @throws QueueException.Invalid if it was given before
  public JobDraft putStdin(Stdin given) {
    if (stdin != null) {
      throw new QueueException.Invalid("standard input is given twice");
    }
    stdin = given;
    return this;
  }

  /// Removes a variable from the environment of a job that is edited.
  public JobDraft unsetEnv(String name) {
    if (unset.isEmpty()) {
      unset = new HashSet<>();
    }
    unset.add(name);
    return this;
  }

  public boolean has(JobField field) {
    return words[field.ordinal()] != null
        || field == JobField.ENV && !(env.isEmpty() && unset.isEmpty())
        || field == JobField.STDIN && stdin != null;
  }

  /// Gives it the key of its queue, command and directory.
  public JobDraft uniqueByCommand() {
    if (has(JobField.UNIQUE)) {
      throw new QueueException.Invalid(
          "unique and unique_command cannot be combined", "Use one of them.");
    }
    isUniqueByCommand = true;
    return this;
  }

  /// The value of the field; null if it is not set.
  public @Nullable String word(JobField field) {
    return words[field.ordinal()];
  }

  public JobDraft putIfGiven(@Nullable Stdin given) {
    return given == null ? this : putStdin(given);
  }

  /// What was given as standard input; null for nothing.
  public @Nullable Stdin stdin() {
    return stdin;
  }

  /// Takes from the other draft what this one does not say.
  public JobDraft otherwise(JobDraft other) {
    var isTimed = has(JobField.RUN_AT) || has(JobField.DELAY);
    for (var field : JobField.values()) {
      var meansTime = field == JobField.RUN_AT || field == JobField.DELAY;
      if (!has(field) && !(isTimed && meansTime)) {
        words[field.ordinal()] = other.word(field);
      }
    }
    isUniqueByCommand |= other.isUniqueByCommand && !has(JobField.UNIQUE);
    if (stdin == null) {
      stdin = other.stdin;
    }
    if (!other.env.isEmpty()) {
      var both = new HashMap<>(other.env);
      both.putAll(env);
      env = both;
    }
    return this;
  }

  /// @throws QueueException.Invalid with the first thing that is wrong
  public NewJob toJob(JobDefaults defaults) {
    if (!unset.isEmpty()) {
      throw new QueueException.Invalid(
          "the environment variable " + unset.iterator().next() + " must be a string");
    }
    var command = word(JobField.COMMAND);
    if (command == null) {
      throw new QueueException.Invalid("the command is missing", "Give the job a command to run.");
    }
    var queue = Objects.requireNonNullElse(word(JobField.QUEUE), NewJob.DEFAULT_QUEUE);
    var cwd = cwd(defaults);
    return new NewJob(
        word(JobField.ID),
        command,
        queue,
        Objects.requireNonNullElse((Integer) value(JobField.PRIORITY), defaults.priority()),
        Objects.requireNonNullElse((Integer) value(JobField.MAX_RETRIES), defaults.maxRetries()),
        keyed(policy().over(defaults.policy()), queue, command, cwd),
        cwd,
        env,
        runAt(defaults),
        Boolean.TRUE.equals(value(JobField.HELD)),
        surroundings(defaults.surroundings()),
        after());
  }

  /// For which ends of other jobs it waits, by their ids.
  private List<Dependency> after() {
    var after = new ArrayList<Dependency>();
    for (var kind : Dependency.Kind.values()) {
      if (has(JobField.after(kind))) {
        ids(kind).forEach(id -> after.add(new Dependency(kind, id)));
      }
    }
    return after;
  }

  private List<String> ids(Dependency.Kind kind) {
    return ((List<?>) Objects.requireNonNull(value(JobField.after(kind))))
        .stream().map(String::valueOf).toList();
  }

  private JobPolicy keyed(JobPolicy policy, String queue, String command, String cwd) {
    return isUniqueByCommand
        ? policy.with(JobField.UNIQUE, UniqueKey.ofCommand(queue, command, cwd))
        : policy;
  }

  /// Of a clean environment nothing is kept.
  private Surroundings surroundings(Surroundings callers) {
    var given = callers.reading(stdin);
    return "true".equals(word(JobField.CLEAN_ENV)) ? given.in(null) : given;
  }

  /// @throws QueueException.Invalid with the first thing that is wrong
  public JobEdit toEdit(JobDefaults defaults) {
    var reset = JobField.POLICY.stream().filter(this::isDefault).collect(Collectors.toSet());
    return new JobEdit(
        word(JobField.COMMAND),
        word(JobField.QUEUE),
        isDefault(JobField.PRIORITY)
            ? Integer.valueOf(defaults.priority())
            : (Integer) value(JobField.PRIORITY),
        isDefault(JobField.MAX_RETRIES)
            ? Integer.valueOf(defaults.maxRetries())
            : (Integer) value(JobField.MAX_RETRIES),
        policy().over(taken(defaults, reset)),
        reset,
        runAt(defaults),
        has(JobField.CWD) ? cwd(defaults) : null,
        env,
        unset,
        stdin,
        edited());
  }

  private Map<Dependency.Kind, List<String>> edited() {
    var after = new EnumMap<Dependency.Kind, List<String>>(Dependency.Kind.class);
    for (var kind : Dependency.Kind.values()) {
      if (has(JobField.after(kind))) {
        after.put(kind, ids(kind));
      }
    }
    return after;
  }

  /// Which of these a new job would copy.
  private static JobPolicy taken(JobDefaults defaults, Set<JobField> options) {
    var others = EnumSet.allOf(JobField.class);
    others.removeAll(options);
    return defaults.policy().without(others);
  }

  public boolean isEmpty() {
    return Arrays.stream(words).allMatch(Objects::isNull)
        && !has(JobField.ENV)
        && !has(JobField.STDIN);
  }

  private JobPolicy policy() {
    var said = new EnumMap<JobField, Object>(JobField.class);
    for (var option : JobField.POLICY) {
      var value = value(option);
      if (value != null) {
        said.put(option, value);
      }
    }
    return said.isEmpty() ? JobPolicy.CONFIGURED : new JobPolicy(said);
  }

  private boolean isDefault(JobField field) {
    var word = word(field);
    return field.hasDefault()
        && (DEFAULT.equals(word)
            || FieldKind.Flag.OFF.equals(word) && field.kind() instanceof FieldKind.Flag);
  }

  private @Nullable Object value(JobField field) {
    var text = word(field);
    return text == null || isDefault(field) ? null : field.kind().parse(field.key(), text);
  }

  private @Nullable Instant runAt(JobDefaults defaults) {
    var runAt = word(JobField.RUN_AT);
    var delay = (Duration) value(JobField.DELAY);
    if (runAt != null && delay != null) {
      throw new QueueException.Invalid("run_at and delay cannot be combined", "Use one of them.");
    }
    if (runAt != null) {
      return Times.parse(JobField.RUN_AT.key(), runAt, defaults.now(), defaults.zone().get());
    }
    return delay == null ? null : defaults.now().plus(delay);
  }

  private String cwd(JobDefaults defaults) {
    var text = word(JobField.CWD);
    try {
      var cwd = text == null ? defaults.cwd() : defaults.cwd().resolve(text).normalize();
      return PathText.of("the working directory", cwd);
    } catch (InvalidPathException e) {
      throw new QueueException.Invalid("cwd \"" + text + "\" is not a path");
    }
  }
}
