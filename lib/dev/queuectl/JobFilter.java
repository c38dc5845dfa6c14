package dev.queuectl;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
public record JobFilter(
    Set<JobState> states,
    @Nullable String queue,
    @Nullable String text,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Instant updatedBefore) {
  public static final JobFilter ALL = of(Set.of(), null);

  public JobFilter {
    states = Set.copyOf(states);
  }

  /// By what indexes lead to.
  public static JobFilter of(Set<JobState> states, @Nullable String queue) {
    return new JobFilter(states, queue, null, null, null, null);
  }

  /// The same, of jobs in other states.
  public JobFilter in(Set<JobState> others) {
    return new JobFilter(others, queue, text, since, until, updatedBefore);
  }

  public JobFilter updatedBefore(@Nullable Instant time) {
    return new JobFilter(states, queue, text, since, until, time);
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
    return updatedBefore == null && !asksWhatJobsSay();
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
        && (updatedBefore == null || job.updatedAt().isBefore(updatedBefore));
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
}
