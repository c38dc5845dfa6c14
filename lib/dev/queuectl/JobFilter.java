package dev.queuectl;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which jobs: the same for lists and for what is done to many, in commands, on pages and in the
/// API. A job matches if every part does.
///
/// @param states empty means all
/// @param queue null means all
/// @param text part of the id, the command or the error, in any case; null means any
/// @param since enqueued then or later; null means since ever
/// @param until enqueued before; null means until now
/// @param updatedBefore last changed before; null means whenever
/// @param waits which of the pending and failed ones; null means all
/// @param cause the name of the [dev.queuectl.store.FailureCause] of which dead jobs died; null
///   means any
/// @param version the [Job#version]; null means any
/// @param key the [UniqueKey]; null means any, or none
public record JobFilter(
    Set<JobState> states,
    @Nullable String queue,
    @Nullable String text,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Instant updatedBefore,
    @Nullable Waits waits,
    @Nullable String cause,
    @Nullable String version,
    @Nullable String key) {
  public static final JobFilter ALL = of(Set.of(), null);

  public JobFilter {
    states = Set.copyOf(states);
  }

  /// At any version.
  public JobFilter(
      Set<JobState> states,
      @Nullable String queue,
      @Nullable String text,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant updatedBefore,
      @Nullable Waits waits,
      @Nullable String cause) {
    this(states, queue, text, since, until, updatedBefore, waits, cause, null, null);
  }

  /// Whatever they wait for or died of.
  public JobFilter(
      Set<JobState> states,
      @Nullable String queue,
      @Nullable String text,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant updatedBefore) {
    this(states, queue, text, since, until, updatedBefore, null, null);
  }

  /// By what indexes lead to.
  public static JobFilter of(Set<JobState> states, @Nullable String queue) {
    return new JobFilter(states, queue, null, null, null, null);
  }

  /// The same, of jobs in other states.
  public JobFilter in(Set<JobState> others) {
    return new JobFilter(
        others, queue, text, since, until, updatedBefore, waits, cause, version, key);
  }

  public JobFilter updatedBefore(@Nullable Instant time) {
    return new JobFilter(states, queue, text, since, until, time, waits, cause, version, key);
  }

  /// Those of them that are dead and died of that.
  ///
  /// @throws QueueException.Invalid if dead jobs are not asked for
  public JobFilter diedOf(String cause) {
    if (!askedStates().contains(JobState.DEAD)) {
      throw new QueueException.Invalid("only dead jobs have a cause", "Leave out the state.");
    }
    var dead = Set.of(JobState.DEAD);
    return new JobFilter(dead, queue, text, since, until, updatedBefore, null, cause, version, key);
  }

  /// Those of them that have that key.
  public JobFilter ofKey(String key) {
    return new JobFilter(
        states, queue, text, since, until, updatedBefore, waits, cause, version, key);
  }

  /// The same, at that version only.
  public JobFilter ofVersion(String version) {
    return new JobFilter(
        states, queue, text, since, until, updatedBefore, waits, cause, version, key);
  }

  /// Those of them that wait for one of these things.
  ///
  /// @throws QueueException.Invalid if no job in the states asked for does
  public JobFilter waitingFor(Set<Wait> kinds, Instant now) {
    var narrowed = (waits == null ? Waits.of(askedStates(), Set.of(), now) : waits).only(kinds);
    var others = askedStates();
    others.removeIf(state -> narrowed.of(state).isEmpty());
    if (others.isEmpty()) {
      throw new QueueException.Invalid(
          "no job is %s and %s"
              .formatted(
                  kinds.stream().sorted().map(Wait::word).collect(Collectors.joining(" or ")),
                  askedStates().stream().map(JobState::word).collect(Collectors.joining(" or "))),
          "Leave out one of the two.");
    }
    return new JobFilter(
        others, queue, text, since, until, updatedBefore, narrowed, cause, version, key);
  }

  /// Whether all jobs in that state are asked for, as far as the state decides.
  public boolean isWhole(JobState state) {
    return waits == null
        || Wait.of(state, false, false, null, Instant.EPOCH) == null
        || waits.isWhole(state);
  }

  /// The states that are asked for, by name; the caller's own.
  public EnumSet<JobState> askedStates() {
    return states.isEmpty() ? EnumSet.allOf(JobState.class) : EnumSet.copyOf(states);
  }

  /// Those of the states asked for in which something can be done to a job; the caller's own.
  public EnumSet<JobState> statesFor(Predicate<JobState> suits) {
    var suiting = askedStates();
    suiting.removeIf(suits.negate());
    return suiting;
  }

  /// Whether it leaves nothing out.
  public boolean isAll() {
    return states.isEmpty() && queue == null && isIndexed();
  }

  /// Whether indexes lead to the jobs: they are asked for by state and queue at most. Any others
  /// are looked for.
  public boolean isIndexed() {
    return updatedBefore == null
        && waits == null
        && cause == null
        && version == null
        && key == null
        && !asksWhatJobsSay();
  }

  /// Whether it asks for the dead jobs of one cause, and for nothing else.
  public boolean isOneCause() {
    return cause != null
        && states.equals(Set.of(JobState.DEAD))
        && queue == null
        && updatedBefore == null
        && version == null
        && key == null
        && !asksWhatJobsSay();
  }

  /// Whether it asks for a text or the time at which jobs were enqueued.
  public boolean asksWhatJobsSay() {
    return text != null || since != null || until != null;
  }

  public boolean matches(Job job) {
    return askedStates().contains(job.state())
        && (queue == null || queue.equals(job.queue()))
        && (text == null || says(job, text))
        && (since == null || !job.createdAt().isBefore(since))
        && (until == null || job.createdAt().isBefore(until))
        && (updatedBefore == null || job.updatedAt().isBefore(updatedBefore))
        && (waits == null || waits.include(job))
        && (cause == null || cause.equals(job.cause()))
        && (version == null || version.equals(job.version()))
        && (key == null || key.equals(job.policy().get(JobField.UNIQUE)));
  }

  /// Whether the job says the text, if there is one.
  public boolean isTextOf(Job job) {
    return text == null || says(job, text);
  }

  private static boolean says(Job job, String text) {
    var part =
        Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return part.matcher(job.id()).find()
        || part.matcher(job.command()).find()
        || job.error() != null && part.matcher(job.error()).find();
  }

  /// Which of the pending and of the failed jobs, by what they wait for.
  ///
  /// @param now decides which times are still to come
  public record Waits(Set<Wait> ofPending, Set<Wait> ofFailed, Instant now) {
    public Waits {
      ofPending = Set.copyOf(ofPending);
      ofFailed = Set.copyOf(ofFailed);
    }

    /// @param whole the states of which all jobs are meant
    /// @param kinds which others are meant
    public static Waits of(Set<JobState> whole, Set<Wait> kinds, Instant now) {
      return new Waits(of(JobState.PENDING, whole, kinds), of(JobState.FAILED, whole, kinds), now);
    }

    private static Set<Wait> of(JobState state, Set<JobState> whole, Set<Wait> kinds) {
      var of = EnumSet.allOf(Wait.class);
      of.removeIf(
          wait ->
              !wait.states().contains(state) || !whole.contains(state) && !kinds.contains(wait));
      return of;
    }

    /// What jobs in that state may wait for; nothing, if the state is not one of waiting.
    public Set<Wait> of(JobState state) {
      return switch (state) {
        case PENDING -> ofPending;
        case FAILED -> ofFailed;
        case PROCESSING, COMPLETED, DEAD, CANCELLED -> Set.of();
      };
    }

    /// Whether it leaves out no job in that state.
    public boolean isWhole(JobState state) {
      return of(state).containsAll(of(state, Set.of(state), Set.of()));
    }

    /// Those of them that wait for one of these things.
    public Waits only(Set<Wait> kinds) {
      return new Waits(both(ofPending, kinds), both(ofFailed, kinds), now);
    }

    private static Set<Wait> both(Set<Wait> some, Set<Wait> others) {
      var both = EnumSet.noneOf(Wait.class);
      both.addAll(some);
      both.retainAll(others);
      return both;
    }

    public boolean include(Job job) {
      return include(job.state(), job.held(), job.ties().waitingOn() > 0, job.runAt());
    }

    /// @param blocked whether a pending job waits for others
    /// @param due when a pending job is to run
    public boolean include(JobState state, boolean held, boolean blocked, @Nullable Instant due) {
      var wait = Wait.of(state, held, blocked, due, now);
      return wait == null || of(state).contains(wait);
    }
  }
}
