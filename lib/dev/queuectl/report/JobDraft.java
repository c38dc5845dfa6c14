package dev.queuectl.report;

import dev.queuectl.Backoff;
import dev.queuectl.Durations;
import dev.queuectl.JobEdit;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.PathText;
import dev.queuectl.QueueException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new job while it is being described: the words of its fields, each given once at most.
public final class JobDraft {
  private static final int FIELDS = JobField.values().length;

  /// By the field's ordinal: a bulk `enqueue` makes a hundred thousand drafts a second.
  private final @Nullable String[] words = new @Nullable String[FIELDS];

  private Map<String, String> env = Map.of();

  /// @throws QueueException.Invalid if the field was given before
  public JobDraft put(JobField field, String text) {
    if (has(field)) {
      throw new QueueException.Invalid(field.key() + " is given twice");
    }
    words[field.ordinal()] = text;
    return this;
  }

  public JobDraft putIfGiven(JobField field, @Nullable String text) {
    return text == null ? this : put(field, text);
  }

  /// @throws QueueException.Invalid if the variable was given before
  public JobDraft putEnv(String name, String value) {
    env = new HashMap<>(env);
    if (env.putIfAbsent(name, value) != null) {
      throw new QueueException.Invalid("the environment variable " + name + " is given twice");
    }
    return this;
  }

  /// @param pair `NAME=VALUE`
  /// @throws QueueException.Invalid if it is none, or the variable was given before
  public JobDraft putEnvPair(String pair) {
    var equals = pair.indexOf('=');
    if (equals < 1) {
      throw new QueueException.Invalid(
          "--env \"" + pair + "\" is not NAME=VALUE", "For example: --env MODE=fast");
    }
    return putEnv(pair.substring(0, equals), pair.substring(equals + 1));
  }

  public boolean has(JobField field) {
    return words[field.ordinal()] != null || field == JobField.ENV && !env.isEmpty();
  }

  private @Nullable String word(JobField field) {
    return words[field.ordinal()];
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
    if (!other.env.isEmpty()) {
      var both = new HashMap<>(other.env);
      both.putAll(env);
      env = both;
    }
    return this;
  }

  /// @throws QueueException.Invalid with the first thing that is wrong
  public NewJob toJob(JobDefaults defaults) {
    var command = word(JobField.COMMAND);
    if (command == null) {
      throw new QueueException.Invalid("the command is missing", "Give the job a command to run.");
    }
    return new NewJob(
        word(JobField.ID),
        command,
        Objects.requireNonNullElse(word(JobField.QUEUE), NewJob.DEFAULT_QUEUE),
        whole(JobField.PRIORITY, -NewJob.MAX_PRIORITY, NewJob.MAX_PRIORITY, defaults.priority()),
        whole(JobField.MAX_RETRIES, 0, NewJob.MAX_RETRIES, defaults.maxRetries()),
        policy().over(defaults.policy()),
        cwd(defaults),
        env,
        runAt(defaults),
        held());
  }

  /// @throws QueueException.Invalid with the first thing that is wrong
  public JobEdit toEdit(JobDefaults defaults) {
    return toEdit(defaults, Set.of());
  }

  /// @param unset the environment variables to be taken away
  /// @throws QueueException.Invalid with the first thing that is wrong
  public JobEdit toEdit(JobDefaults defaults, Set<String> unset) {
    return new JobEdit(
        word(JobField.COMMAND),
        word(JobField.QUEUE),
        has(JobField.PRIORITY)
            ? (Integer) whole(JobField.PRIORITY, -NewJob.MAX_PRIORITY, NewJob.MAX_PRIORITY, 0)
            : null,
        has(JobField.MAX_RETRIES)
            ? (Integer) whole(JobField.MAX_RETRIES, 0, NewJob.MAX_RETRIES, 0)
            : null,
        policy(),
        runAt(defaults),
        has(JobField.CWD) ? cwd(defaults) : null,
        env,
        unset);
  }

  public boolean isEmpty() {
    return Arrays.stream(words).allMatch(Objects::isNull) && env.isEmpty();
  }

  private JobPolicy policy() {
    if (!has(JobField.TIMEOUT)
        && !has(JobField.BACKOFF)
        && !has(JobField.BACKOFF_BASE)
        && !has(JobField.BACKOFF_MAX)) {
      return JobPolicy.CONFIGURED;
    }
    var backoff = word(JobField.BACKOFF);
    return new JobPolicy(
        duration(JobField.TIMEOUT),
        backoff == null ? null : Backoff.of(backoff),
        decimal(JobField.BACKOFF_BASE, 1, NewJob.MAX_BACKOFF_BASE),
        duration(JobField.BACKOFF_MAX));
  }

  private @Nullable Duration duration(JobField field) {
    var text = word(field);
    return text == null ? null : Durations.parse(field.key(), text);
  }

  private @Nullable Double decimal(JobField field, double least, double most) {
    var text = word(field);
    return text == null ? null : (Double) Numbers.decimal(field.key(), text, least, most);
  }

  private int whole(JobField field, int least, int most, int otherwise) {
    var text = word(field);
    return text == null ? otherwise : Numbers.whole(field.key(), text, least, most);
  }

  private boolean held() {
    var text = Objects.requireNonNullElse(word(JobField.HELD), "false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new QueueException.Invalid("held must be true or false, was \"" + text + "\"");
    };
  }

  private @Nullable Instant runAt(JobDefaults defaults) {
    var runAt = word(JobField.RUN_AT);
    var delay = duration(JobField.DELAY);
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
