package dev.queuectl;

import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.tie.Dependency;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A job to be enqueued: checked, but not stored yet.
///
/// @param id null to have one made
/// @param runAt null for at once; a time in the past means at once, too
/// @param surroundings what it is given besides
/// @param after which ends of other jobs it waits for
public record NewJob(
    @Nullable String id,
    String command,
    String queue,
    int priority,
    int maxRetries,
    JobPolicy policy,
    String cwd,
    Map<String, String> env,
    @Nullable Instant runAt,
    boolean held,
    Surroundings surroundings,
    List<Dependency> after) {

  /// The kernel refuses a single argument of more than 128 KiB (Linux `MAX_ARG_STRLEN`), and the
  /// command is one argument of its shell.
  public static final int MAX_COMMAND_BYTES = 128 * 1024 - 256;

  /// Linux `PATH_MAX`, without the NUL at its end.
  public static final int MAX_CWD_BYTES = 4095;

  /// More would be in the way of the command, for both of which the system has a limit.
  public static final int MAX_ENVIRONMENT_BYTES = 128 * 1024;

  public static final int MAX_PRIORITY = 1_000_000;
  public static final int MAX_RETRIES = 1_000_000;

  /// Seconds; with any longer one the first wait would be as long as the longest.
  public static final double MAX_BACKOFF_BASE = 1e9;

  public static final String DEFAULT_QUEUE = "default";

  private static final int MAX_ID = 128;
  private static final String ID_MARKS = ".:@+/=-";
  private static final int MAX_QUEUE = 64;
  private static final String QUEUE_MARKS = ".:-";
  private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// @throws QueueException.Invalid with the first thing that is wrong
  public NewJob {
    if (id != null && !isName(id, MAX_ID, ID_MARKS)) {
      throw wrongId("the id", id);
    }
    after = List.copyOf(after);
    checkAfter(after.size());
    if (command.isBlank()) {
      throw new QueueException.Invalid("the command is empty", "Give the command to run.");
    }
    Text.checked("command", command);
    checkCwd(cwd);
    var size = command.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_COMMAND_BYTES) {
      throw new QueueException.Invalid(
          "the command has %,d bytes; the limit is %,d".formatted(size, MAX_COMMAND_BYTES),
          "Put it into a script and enqueue that.");
    }
    checkQueue(queue);
    priority = inRange("priority", priority, -MAX_PRIORITY, MAX_PRIORITY);
    maxRetries = inRange("max_retries", maxRetries, 0, MAX_RETRIES);
    env = Map.copyOf(env);
    env.forEach(NewJob::checkEnv);
    checkSizes(surroundings);
  }

  /// With nothing of its caller's.
  ///
  /// @throws QueueException.Invalid with the first thing that is wrong
  public NewJob(
      @Nullable String id,
      String command,
      String queue,
      int priority,
      int maxRetries,
      JobPolicy policy,
      String cwd,
      Map<String, String> env,
      @Nullable Instant runAt,
      boolean held) {
    this(
        id, command, queue, priority, maxRetries, policy, cwd, env, runAt, held, Surroundings.NONE);
  }

  /// Waits for no other job.
  ///
  /// @throws QueueException.Invalid with the first thing that is wrong
  public NewJob(
      @Nullable String id,
      String command,
      String queue,
      int priority,
      int maxRetries,
      JobPolicy policy,
      String cwd,
      Map<String, String> env,
      @Nullable Instant runAt,
      boolean held,
      Surroundings surroundings) {
    this(
        id,
        command,
        queue,
        priority,
        maxRetries,
        policy,
        cwd,
        env,
        runAt,
        held,
        surroundings,
        List.of());
  }

  /// The same job with an id.
  public NewJob withId(String own) {
    return new NewJob(
        own,
        command,
        queue,
        priority,
        maxRetries,
        policy,
        cwd,
        env,
        runAt,
        held,
        surroundings,
        after);
  }

  /// The same job, cancelled if it has not begun so long after it could have.
  public NewJob expiring(Duration expires) {
    return new NewJob(
        id,
        command,
        queue,
        priority,
        maxRetries,
        policy.with(JobField.EXPIRES, expires),
        cwd,
        env,
        runAt,
        held,
        surroundings,
        after);
  }

  /// The same job, waiting for these.
  public NewJob after(List<Dependency> others) {
    return new NewJob(
        id,
        command,
        queue,
        priority,
        maxRetries,
        policy,
        cwd,
        env,
        runAt,
        held,
        surroundings,
        others);
  }

  /// @param number of ends of other jobs that a job waits for
  /// @throws QueueException.Invalid if that is too much
  public static void checkAfter(int number) {
    if (number > Dependency.MOST) {
      throw new QueueException.Invalid(
          "it waits for %,d ends of other jobs; the limit is %,d"
              .formatted(number, Dependency.MOST),
          "Put a job between: one that waits for some of them, and for which this one waits.");
    }
  }

  /// @param key of the field that names a job
  /// @throws QueueException.Invalid if no job can have that id
  static void checkId(String key, String id) {
    if (!isName(id, MAX_ID, ID_MARKS) && !Dependency.isRelative(id)) {
      throw wrongId(key + ": the id", id);
    }
  }

  private static QueueException.Invalid wrongId(String what, String id) {
    return new QueueException.Invalid(
        what + " \"" + printable(id) + "\" cannot be used",
        "Use 1 to 128 letters, digits and _ . : @ + / = -, beginning with a letter, a digit or _.");
  }

  private static void checkCwd(String cwd) {
    Text.checked("cwd", cwd);
    if (cwd.length() > MAX_CWD_BYTES / 4
        && cwd.getBytes(StandardCharsets.UTF_8).length > MAX_CWD_BYTES) {
      throw new QueueException.Invalid(
          "the cwd is longer than %,d bytes, the limit for a path".formatted(MAX_CWD_BYTES));
    }
  }

  /// @throws QueueException.Invalid if that cannot be the name of a queue
  public static void checkQueue(String queue) {
    if (!isName(queue, MAX_QUEUE, QUEUE_MARKS)) {
      throw new QueueException.Invalid(
          "the queue name \"" + printable(queue) + "\" cannot be used",
          "Use 1 to 64 letters, digits and _ . : -, beginning with a letter, a digit or _.");
    }
  }

  /// Whether it is a letter, a digit or _, and then more of them or of the marks. A regular
  /// expression would take a quarter of the time that reading many jobs takes.
  private static boolean isName(String text, int most, String marks) {
    if (text.isEmpty() || text.length() > most || !isWordCharacter(text.charAt(0))) {
      return false;
    }
    for (var i = 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!isWordCharacter(c) && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWordCharacter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private static void checkEnv(String name, String value) {
    if (!isEnvName(name)) {
      throw new QueueException.Invalid(
          "the environment variable name \"" + printable(name) + "\" cannot be used",
          "Use letters, digits and _, not beginning with a digit.");
    }
    Text.checked("environment variable " + name, value);
  }

  private static void checkSizes(Surroundings surroundings) {
    var stdin = surroundings.stdin();
    if (stdin != null && stdin.size() > Stdin.MOST_BYTES) {
      throw tooMuchInput();
    }
    var environment = surroundings.environment();
    if (environment != null && environment.size() > MAX_ENVIRONMENT_BYTES) {
      throw new QueueException.Invalid(
          "the environment has %,d bytes, and %,d is the limit"
              .formatted(environment.size(), MAX_ENVIRONMENT_BYTES),
          "Keep less of it, as with: queuectl config set env_capture PATH,HOME,LANG");
    }
  }

  /// Standard input that is longer than [Stdin#MOST_BYTES].
  public static QueueException.Invalid tooMuchInput() {
    return new QueueException.Invalid(
        "standard input is longer than %,d bytes, the limit".formatted(Stdin.MOST_BYTES),
        "Put it into a file, and have the command read that: cat < FILE");
  }

  /// Whether an environment can have a variable of that name.
  public static boolean isEnvName(String name) {
    return ENV_NAME.matcher(name).matches();
  }

  /// The number, if it is in the range.
  ///
  /// @throws QueueException.Invalid naming the range
  public static int inRange(String what, long number, int least, int most) {
    if (number < least || number > most) {
      throw new QueueException.Invalid(
          "%s must be between %d and %d, was %d".formatted(what, least, most, number));
    }
    return (int) number;
  }

  private static String printable(String text) {
    var shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
