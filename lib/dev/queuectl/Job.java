package dev.queuectl;

import dev.queuectl.environment.Sha256;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.tie.Ties;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One shell command with its options and where it stands, as stored.
///
/// @param seq the enqueue order; never used twice in one store
/// @param id given by the user, or made by us
/// @param priority higher runs first
/// @param attempts executions that ended by their own doing since the job was enqueued or retried
///   by hand
/// @param maxRetries a failed job is retried while `attempts < maxRetries`; 0 and 1 both mean one
///   execution
/// @param interruptions executions that ended with their worker; reset by a retry by hand
/// @param snoozes attempts that were no failure and used none, see [Transition.Snooze]; reset like
///   `interruptions`
/// @param lastAttempt the number of the newest attempt in the history, 0 before the first
/// @param cwd the working directory, absolute
/// @param env what the job's environment has besides, and over, its surroundings
/// @param held kept from being claimed until released
/// @param runAt not before this time; once it can run, since when
/// @param nextRetryAt when a failed job is due again; null in every other state
/// @param startedAt the start of the newest attempt
/// @param finishedAt set exactly when the state is final
/// @param exitCode of the newest attempt that ended by its own doing, see [Outcome#exitCode]
/// @param error why it is failed, dead or was interrupted
/// @param lastStderr what it wrote last to standard error then, see [Attempt#lastStderr]
/// @param lease set exactly while processing
/// @param cancelRequestedAt somebody wants the running attempt ended
/// @param surroundings where the store keeps them
/// @param cause the name of the [dev.queuectl.store.FailureCause] it died of; null if it is not
///   dead, or nobody has looked at its output yet
/// @param ties what other jobs have to do with it
public record Job(
    long seq,
    String id,
    String command,
    JobState state,
    String queue,
    int priority,
    int attempts,
    int maxRetries,
    int interruptions,
    int snoozes,
    int lastAttempt,
    JobPolicy policy,
    String cwd,
    Map<String, String> env,
    boolean held,
    Instant createdAt,
    Instant updatedAt,
    Instant runAt,
    @Nullable Instant nextRetryAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer exitCode,
    @Nullable String error,
    @Nullable String lastStderr,
    @Nullable Lease lease,
    @Nullable Instant cancelRequestedAt,
    Surroundings.Kept surroundings,
    @Nullable String cause,
    Ties ties) {

  /// The error of a job that was cancelled, since it had not begun in time.
  public static final String EXPIRED = "expired: it had not begun in time";

  /// How the stored error of a job begins if its row has values that no version of ours writes.
  private static final String DAMAGED = "its row is damaged: ";

  public Job {
    env = Map.copyOf(env);
  }

  /// One that has nothing to do with other jobs.
  public Job(
      long seq,
      String id,
      String command,
      JobState state,
      String queue,
      int priority,
      int attempts,
      int maxRetries,
      int interruptions,
      int snoozes,
      int lastAttempt,
      JobPolicy policy,
      String cwd,
      Map<String, String> env,
      boolean held,
      Instant createdAt,
      Instant updatedAt,
      Instant runAt,
      @Nullable Instant nextRetryAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Integer exitCode,
      @Nullable String error,
      @Nullable String lastStderr,
      @Nullable Lease lease,
      @Nullable Instant cancelRequestedAt,
      Surroundings.Kept surroundings,
      @Nullable String cause) {
    this(
        seq,
        id,
        command,
        state,
        queue,
        priority,
        attempts,
        maxRetries,
        interruptions,
        snoozes,
        lastAttempt,
        policy,
        cwd,
        env,
        held,
        createdAt,
        updatedAt,
        runAt,
        nextRetryAt,
        startedAt,
        finishedAt,
        exitCode,
        error,
        lastStderr,
        lease,
        cancelRequestedAt,
        surroundings,
        cause,
        Ties.NONE);
  }

  /// When it is cancelled if it has not begun by then; empty if it has begun before, does not say
  /// so, or still waits for other jobs.
  public Optional<Instant> expiresAt() {
    var expires = (Duration) policy.get(JobField.EXPIRES);
    var isOpen = state == JobState.PENDING || state == JobState.PROCESSING;
    var isFirst = lastAttempt <= (state == JobState.PROCESSING ? 1 : 0);
    return expires != null && isOpen && isFirst && ties.waitingOn() == 0
        ? Optional.of(runAt.plus(expires))
        : Optional.empty();
  }

  /// Whether something of it could not be read: it must not be run.
  public boolean isDamaged() {
    return error != null && error.startsWith(DAMAGED);
  }

  /// The error of a job with this wrong in its row; for the reverse, see [#damage].
  public static String damaged(String what) {
    return DAMAGED + what;
  }

  /// The parts that could not be read; empty if there are none.
  public String damage() {
    return error != null && isDamaged() ? error.substring(DAMAGED.length()) : "";
  }

  /// The same, whose newest attempt starts now after all: it was claimed ahead.
  public Job startedIn(int slot, Instant at) {
    var claimed = Objects.requireNonNull(lease);
    return new Job(
        seq,
        id,
        command,
        state,
        queue,
        priority,
        attempts,
        maxRetries,
        interruptions,
        snoozes,
        lastAttempt,
        policy,
        cwd,
        env,
        held,
        createdAt,
        updatedAt,
        runAt,
        nextRetryAt,
        at,
        finishedAt,
        exitCode,
        error,
        lastStderr,
        new Lease(claimed.worker(), slot, claimed.token(), claimed.until()),
        cancelRequestedAt,
        surroundings,
        cause,
        ties);
  }

  /// Its error, and beside it what it wrote last to standard error: for lists. Null if there is no
  /// error.
  public @Nullable String failure() {
    return error == null || lastStderr == null ? error : error + ": " + lastStderr;
  }

  /// A word that changes with the job: with whatever it says of itself, and wherever it stands.
  public String version() {
    var text =
        String.join(
            "\0",
            Long.toString(seq),
            command,
            state.word(),
            queue,
            priority + " " + attempts + " " + maxRetries + " " + interruptions + " " + lastAttempt,
            policy.values().toString(),
            cwd,
            new TreeMap<>(env).toString(),
            held + " " + updatedAt + " " + runAt + " " + nextRetryAt + " " + cancelRequestedAt,
            surroundings.toString());
    return HexFormat.of().formatHex(Sha256.of(text), 0, Long.BYTES);
  }

  /// `attempts` after one more. A number that no version of ours writes starts again.
  public int attemptsAfterNext() {
    return Math.clamp(attempts, 0, Integer.MAX_VALUE - 1) + 1;
  }

  /// How many attempts have begun: `attempts`, and the one that runs.
  public int attemptsBegun() {
    return state == JobState.PROCESSING ? attemptsAfterNext() : attempts;
  }

  /// The same of `interruptions`.
  public int interruptionsAfterNext() {
    return Math.clamp(interruptions, 0, Integer.MAX_VALUE - 1) + 1;
  }

  /// The same of `snoozes`.
  public int snoozesAfterNext() {
    return Math.clamp(snoozes, 0, Integer.MAX_VALUE - 1) + 1;
  }

  /// How many executions the job gets: `max_retries`, but never less than one.
  public int maxAttempts() {
    return Math.max(1, maxRetries);
  }
}
