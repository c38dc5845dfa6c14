package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.DELETE_JOBS;
import static dev.queuectl.store.schema.Prepared.IS_TIED;

import dev.queuectl.Job;
import dev.queuectl.JobAction.Way;
import dev.queuectl.JobVerb;
import dev.queuectl.Refusal;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a verb means to jobs that wait for others, or for which others wait.
public final class Tied {
  private static final int MOST_BELOW = 100_000;

  private final SqlSession session;
  private final JobVerb verb;
  private final Way way;
  private final Revival revival;
  private final Map<Long, Refusal> refusals = new HashMap<>();
  private final Map<Long, List<String>> others = new HashMap<>();

  public Tied(SqlSession session, JobVerb verb, Way way, Instant now) {
    this.session = session;
    this.verb = verb;
    this.way = way;
    this.revival = new Revival(session, now);
  }

  /// Whether one of them waits for others or is waited for.
  public static boolean isAny(SqlSession session, List<Long> seqs) {
    return session.first(IS_TIED, row -> row.getInt(1), Cells.array(seqs.stream())).isPresent();
  }

  /// Those to which it can be done.
  public List<Job> admitted(List<Job> jobs) {
    switch (verb) {
      case RETRY -> refuseUnmet(jobs);
      case REMOVE -> refuseAwaited(jobs);
      case CANCEL, HOLD, RELEASE -> {}
    }
    return jobs.stream().filter(job -> !refusals.containsKey(job.seq())).toList();
  }

  public Optional<Refusal> refusal(Job job) {
    return Optional.ofNullable(refusals.get(job.seq()));
  }

  /// The ids of those that came or went with it.
  public List<String> others(Job job) {
    return others.getOrDefault(job.seq(), List.of());
  }

  /// What they wait for may be among those that are retried at the same time, unless that one has
  /// to be refused.
  private void refuseUnmet(List<Job> jobs) {
    if (way == Way.IGNORING_DEPENDENCIES) {
      return;
    }
    var coming = jobs.stream().map(Job::seq).collect(Collectors.toCollection(HashSet::new));
    var waiting = new ArrayList<>(jobs.stream().filter(Tied::hasConditions).toList());
    while (waiting.removeIf(job -> refuseUnmet(job, coming))) {
      coming.removeAll(refusals.keySet());
    }
  }

  private static boolean hasConditions(Job job) {
    return job.ties().conditions() > 0;
  }

  private boolean refuseUnmet(Job job, Set<Long> coming) {
    var never = Conditions.never(Conditions.of(session, job.seq()), coming);
    never.ifPresent(
        condition ->
            refusals.put(
                job.seq(),
                new Refusal.NeverMet(
                    job, condition.dependency(), Objects.requireNonNull(condition.anew()))));
    return never.isPresent();
  }

  private void refuseAwaited(List<Job> jobs) {
    if (way == Way.WITH_DEPENDENTS) {
      return;
    }
    var going = jobs.stream().map(Job::seq).collect(Collectors.toSet());
    for (var job : jobs) {
      if (job.ties().awaited() && !job.state().isFinal()) {
        var waiting = Below.of(session, job.seq(), MOST_BELOW);
        waiting.keySet().removeAll(going);
        if (!waiting.isEmpty()) {
          refusals.put(job.seq(), new Refusal.Awaited(job, List.copyOf(waiting.values())));
        }
      }
    }
  }

  /// What has to go before the jobs themselves do.
  public void before(List<Job> jobs) {
    if (verb == JobVerb.REMOVE && way == Way.WITH_DEPENDENTS) {
      jobs.stream().filter(job -> job.ties().awaited()).forEach(this::removeBelow);
    }
    if (verb == JobVerb.CANCEL) {
      jobs.stream().filter(job -> job.ties().awaited()).forEach(this::nameSkipped);
    }
  }

  private void nameSkipped(Job job) {
    others.put(job.seq(), Below.wouldSkip(session, job.seq(), MOST_BELOW));
  }

  private void removeBelow(Job job) {
    var below = Below.of(session, job.seq(), MOST_BELOW);
    others.put(job.seq(), List.copyOf(below.values()));
    session.run(DELETE_JOBS, Cells.array(below.keySet().stream()));
  }

  /// What follows once it is done to the jobs.
  public void after(List<Job> jobs) {
    if (way == Way.IGNORING_DEPENDENCIES) {
      jobs.stream().filter(Tied::hasConditions).forEach(job -> revival.ignoreConditions(job.seq()));
    }
    if (verb == JobVerb.RETRY) {
      jobs.stream().filter(Tied::hasConditions).forEach(this::countAnew);
      jobs.stream().filter(job -> job.ties().awaited()).forEach(this::revive);
    }
  }

  private void countAnew(Job job) {
    Conditions.countAnew(session, job.seq(), Conditions.of(session, job.seq()));
    Conditions.recount(session, Stream.of(job.seq()));
  }

  private void revive(Job job) {
    var back = way == Way.CASCADE ? revival.cascade(job.seq()) : revival.below(job.seq());
    others.put(job.seq(), back);
  }
}
