package dev.queuectl.store.sqlite;

import dev.queuectl.ByHand;
import dev.queuectl.Event;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Wait;
import dev.queuectl.Worker;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import dev.queuectl.store.FailureCause;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.QueueChange.Resume;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.RequestStore.Answer;
import dev.queuectl.store.Retention;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.StoreSteps;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.WorkerChange.Scale;
import dev.queuectl.store.WorkerChange.Scaled;
import dev.queuectl.store.WorkerStore;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Noticed;
import dev.queuectl.store.history.SqlEventStore;
import dev.queuectl.store.history.SqlMetricStore;
import dev.queuectl.store.history.SqlRequestStore;
import dev.queuectl.store.history.SqlRetentionStore;
import dev.queuectl.store.job.SqlJobStore;
import dev.queuectl.store.job.SqlQueueStore;
import dev.queuectl.store.schedule.SqlScheduleStore;
import dev.queuectl.store.worker.SqlWorkerStore;
import dev.queuectl.tie.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fills a store with jobs in all states, and does there once whatever can be done.
final class EveryVerb {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final FailureCause CAUSE = FailureCause.of("exit code 1", "");

  private static final Set<JobState> SEVERAL = Set.of(JobState.DEAD, JobState.FAILED);

  private final SqlJobStore jobs;
  private final WorkerStore workers;
  private final SqlQueueStore queues;
  private final SqlMetricStore metrics;
  private final SqlRetentionStore retention;
  private final SqlEventStore events;
  private final SqlRequestStore requests;
  private final SqlScheduleStore schedules;

  EveryVerb(Database database) {
    this.jobs = new SqlJobStore(database);
    this.workers = new SqlWorkerStore(database, new FileMedium(database));
    this.queues = new SqlQueueStore(database);
    this.metrics = new SqlMetricStore(database);
    this.retention = new SqlRetentionStore(database);
    this.events = new SqlEventStore(database);
    this.requests = new SqlRequestStore(database, jobs);
    this.schedules = new SqlScheduleStore(database);
  }

  /// @param each how many jobs in each state, but for the processing ones; two queues share them
  void fill(int each) {
    workers.join(worker("filler"));
    for (var queue : List.of("a", "b")) {
      ended(queue, each / 2, new Transition.Complete());
      ended(queue, each / 2, new Transition.Bury("exit code 1", true));
      ended(queue, each / 2, new Transition.Cancel());
      ended(queue, each / 2, new Transition.Retry(NOW.plusSeconds(1_000_000)));
      enqueue(queue, each / 2, NOW.plusSeconds(2_000_000));
      enqueue(queue, each / 2, null);
    }
    claim(10);
  }

  private void enqueue(String queue, int number, @Nullable Instant runAt) {
    enqueue(queue, number, runAt, NOW);
  }

  private void enqueue(String queue, int number, @Nullable Instant runAt, Instant now) {
    jobs.enqueue(
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    new NewJob(
                        null,
                        "true",
                        queue,
                        i % 7,
                        3,
                        JobPolicy.CONFIGURED,
                        "/",
                        Map.of(),
                        runAt,
                        false))
            .iterator(),
        false,
        now);
  }

  private void ended(String queue, int number, Transition transition) {
    enqueue(queue, number, null);
    var outcome = new Outcome.Failed(1);
    var endings =
        claim(number).stream()
            .map(job -> new Ending(job, outcome, transition, NOW, 0, 0, Noticed.cause(CAUSE)))
            .toList();
    exchange(endings, 0);
  }

  private List<Job> claim(int number) {
    return exchange(List.of(), number);
  }

  private List<Job> exchange(List<Ending> endings, int slots) {
    var free = IntStream.range(0, slots).boxed().toList();
    return workers
        .exchange(new Exchange("filler", endings, free, Set.of(), null, NOW, NOW.plusSeconds(30)))
        .claimed();
  }

  private static Worker worker(String id) {
    var process = new ProcessIdentity("boot", 1, 1);
    return new Worker(id, "host", process, 2, Set.of(), NOW, NOW, NOW, null, 0, 0);
  }

  private static Schedule schedule() {
    return Schedule.made(
        "nightly",
        Timetable.of("every 1m", NOW),
        ZoneOffset.UTC,
        NOW,
        new ScheduledJob("true", "/", Map.of(), Map.of(), Surroundings.NONE),
        ScheduleRules.USUAL,
        NOW);
  }

  /// The verbs by name, in an order in which each finds what it needs.
  Map<String, Runnable> verbs() {
    var verbs = new LinkedHashMap<String, Runnable>();
    verbs.put("exchange", this::exchangeTwo);
    verbs.put("exchange of a few queues", () -> exchange(Set.of("a", "z"), null));
    verbs.put("exchange of one job", () -> exchange(Set.of(), 1L));
    verbs.put("limit", () -> queues.change("a", new Limit(20)));
    verbs.put("pause", () -> queues.change("b", new Pause("why", NOW)));
    verbs.put("exchange with settings", () -> exchange(Set.of(), null));
    verbs.put("has work with settings", () -> workers.hasWork(Set.of("b")));
    verbs.put("paces of queues", () -> queues.paces(List.of("a", "b"), NOW.minusSeconds(3600)));
    verbs.put("queues", queues::list);
    verbs.put("resume", () -> queues.change("b", new Resume()));
    verbs.put("promote", () -> exchange(NOW.plusSeconds(1_000_001)));
    verbs.put("enqueue one", () -> jobs.enqueue(List.of(named("one")).iterator(), false, NOW));
    verbs.put("replace one", () -> jobs.enqueue(List.of(named("one")).iterator(), true, NOW));
    // Earlier, lest an id be made that one of the others has: asking again is no part of the verb.
    verbs.put("enqueue many", () -> enqueue("a", 60, null, NOW.minusSeconds(60)));
    verbs.put("beginning with", () -> jobs.beginningWith("o", 20));
    verbs.put("find", () -> jobs.find("one"));
    verbs.put("hold", () -> ByHand.hold(jobs, "one", NOW));
    verbs.put("release", () -> ByHand.release(jobs, "one", NOW));
    verbs.put("edit", () -> ByHand.edit(jobs, "one", edit(), NOW));
    verbs.put("cancel", () -> ByHand.cancel(jobs, "one", NOW));
    verbs.put("retry", () -> ByHand.retry(jobs, "one", NOW));
    verbs.put("attempts", () -> jobs.attempts(1));
    verbs.put("remove", () -> ByHand.remove(jobs, "one"));
    verbs.put("enqueue those that wait", () -> jobs.enqueueTied(waiting(), false, NOW));
    verbs.put("ties", () -> jobs.ties(jobs.find("test").orElseThrow().seq()));
    verbs.put("awaiting", () -> jobs.awaiting(jobs.find("build").orElseThrow().seq(), 0, 20));
    verbs.put("would skip", () -> jobs.wouldSkip(jobs.find("build").orElseThrow().seq(), 20));
    verbs.put("cancel with those that wait", () -> ByHand.cancel(jobs, "build", NOW));
    verbs.put("retry with those that wait", () -> ByHand.retry(jobs, "build", NOW));
    verbs.put("cascade", () -> tied(JobVerb.RETRY, JobAction.Way.CASCADE));
    verbs.put("ignore", () -> tied(JobVerb.RELEASE, JobAction.Way.IGNORING_DEPENDENCIES));
    verbs.put("replace what is awaited", () -> jobs.enqueue(build(), true, NOW));
    verbs.put("wait for others", () -> ByHand.edit(jobs, "deploy", waitForEnd(), NOW));
    verbs.put(
        "remove with those that wait", () -> tied(JobVerb.REMOVE, JobAction.Way.WITH_DEPENDENTS));
    verbs.put("expire", () -> workers.expire(NOW.plusSeconds(1_000_000)));
    verbs.put("counts", jobs::counts);
    verbs.put("waiting", () -> jobs.waiting(NOW));
    verbs.put("next ready", () -> jobs.nextReady(20));
    verbs.put("next due", () -> jobs.nextDue(20));
    verbs.put("page of due", () -> jobs.nextDue(jobs.nextDue(1).getFirst(), 20));
    verbs.put("last ended", () -> jobs.lastEnded(Set.of(JobState.COMPLETED, JobState.DEAD), 20));
    verbs.put("oldest waiting", jobs::oldestWaitingSince);
    verbs.put("completed since", () -> metrics.completedSince(NOW.plusSeconds(1)));
    for (var sort : Sort.values()) {
      var one = Set.of(JobState.DEAD);
      verbs.put("list " + sort, () -> jobs.list(query(Set.of(), null, sort)));
      verbs.put("list of a state " + sort, () -> jobs.list(query(one, null, sort)));
      verbs.put("list of states " + sort, () -> jobs.list(query(SEVERAL, null, sort)));
      verbs.put("list of a queue " + sort, () -> jobs.list(query(Set.of(), "b", sort)));
      verbs.put("list of both " + sort, () -> jobs.list(query(SEVERAL, "b", sort)));
      verbs.put("page " + sort, () -> page(sort));
      for (var wait : Wait.values()) {
        var waiting = JobFilter.ALL.waitingFor(Set.of(wait), NOW);
        verbs.put(
            "list of " + wait + " " + sort, () -> jobs.search(new JobQuery(waiting, sort, 20)));
      }
      verbs.put("search " + sort, () -> search(Set.of(), sort));
      verbs.put("search of a state " + sort, () -> search(one, sort));
      verbs.put("search of states " + sort, () -> search(SEVERAL, sort));
    }
    for (var sort : List.of(Sort.NEWEST, Sort.OLDEST)) {
      var cause = JobFilter.ALL.diedOf(CAUSE.name());
      verbs.put("list of a cause " + sort, () -> jobs.search(new JobQuery(cause, sort, 20)));
    }
    verbs.put("put schedule", () -> schedules.put(schedule()));
    verbs.put("find schedule", () -> schedules.find("nightly"));
    verbs.put("schedules", schedules::list);
    verbs.put("due schedules", () -> schedules.due(NOW.plusSeconds(1_000_000), 20));
    verbs.put("watched", () -> schedules.watched(NOW.plusSeconds(1_000_000), 20));
    verbs.put("next schedule", schedules::nextAt);
    verbs.put("advance schedule", () -> schedules.advance(schedule(), NOW.plusSeconds(60)));
    verbs.put("remove schedule", () -> schedules.remove("nightly"));
    verbs.put("rollups", () -> metrics.rollups(Rollup.Span.MINUTE, NOW));
    verbs.put("totals", metrics::totals);
    verbs.put("trim", () -> metrics.trim(NOW));
    verbs.put("record", () -> events.record(new Event(NOW, "token", "::1", "retry", "a", null)));
    verbs.put("events", () -> events.list(Long.MAX_VALUE, 20));
    verbs.put("add", () -> requests.add(List.of(addition("a1"), addition("a2")), NOW));
    verbs.put("answer", () -> requests.answer("key", NOW));
    verbs.put("keep", () -> requests.keep(answer("key"), NOW));
    verbs.put("prune", () -> retention.prune(keepNone(), NOW, 20));
    verbs.put("retry all", () -> jobs.changeAll(JobAction.Verb.ofDead(JobVerb.RETRY), null, NOW));
    verbs.put("remove all", () -> removeSome(JobFilter.of(Set.of(JobState.CANCELLED), null)));
    verbs.put("remove none that ended before", () -> removeOld(NOW.minusSeconds(5)));
    verbs.put("remove some that ended before", () -> removeOld(NOW.plusSeconds(5)));
    verbs.put("join", () -> workers.join(worker("w")));
    verbs.put("heartbeat", () -> workers.heartbeat("w", NOW, NOW.plusSeconds(30)));
    verbs.put("orders", () -> workers.orders("w"));
    verbs.put("stop", () -> workers.change("w", new Leave(Worker.Stop.DRAIN)));
    verbs.put("scale", () -> workers.change("w", new Scale(3)));
    verbs.put("scaled", () -> workers.change("w", new Scaled(3)));
    verbs.put("workers", workers::workers);
    verbs.put("leased by", () -> workers.leasedBy("filler"));
    verbs.put("has work", () -> workers.hasWork(Set.of("z")));
    verbs.put("has work anywhere", () -> workers.hasWork(Set.of()));
    verbs.put("inherit", () -> workers.inherit("filler", "w", NOW, NOW));
    verbs.put("leave", () -> workers.leave("w"));
    return verbs;
  }

  private static Iterator<NewJob> build() {
    return List.of(named("build")).iterator();
  }

  private static Iterator<NewJob> waiting() {
    return List.of(
            named("deploy").after(List.of(new Dependency(Dependency.Kind.SUCCESS, "test"))),
            named("test").after(List.of(new Dependency(Dependency.Kind.FAILURE, "build"))),
            named("build"))
        .iterator();
  }

  private static JobEdit waitForEnd() {
    return new JobEdit(
        null,
        null,
        null,
        null,
        JobPolicy.CONFIGURED,
        Set.of(),
        null,
        null,
        Map.of(),
        Set.of(),
        null,
        Map.of(Dependency.Kind.END, List.of("build")));
  }

  /// What can be done to the first of a few jobs that wait for each other.
  private void tied(JobVerb verb, JobAction.Way way) {
    if (verb == JobVerb.RETRY) {
      ByHand.cancel(jobs, "build", NOW);
    }
    var job = List.of(new JobRef.Id("build"));
    jobs.change(new JobAction.Verb(verb, JobFilter.ALL, way), job, NOW);
  }

  private static Addition addition(String key) {
    return new Addition(
        List.of(named(key)),
        false,
        _ -> new Event(NOW, "token", "::1", "enqueue", key, null),
        _ -> answer(key));
  }

  private static Answer answer(String key) {
    return new Answer(key, "hash", 201, null, "{}");
  }

  private static NewJob named(String id) {
    return StoreSteps.job(id);
  }

  private static JobEdit edit() {
    return new JobEdit(
        "false", null, 3, null, JobPolicy.CONFIGURED, NOW.plusSeconds(9), null, Map.of(), Set.of());
  }

  private static JobQuery query(Set<JobState> states, @Nullable String queue, Sort sort) {
    return new JobQuery(states, queue, null, sort, 20);
  }

  private void search(Set<JobState> states, Sort sort) {
    var filter = new JobFilter(states, null, "TRU", NOW.minusSeconds(99), NOW.plusSeconds(9), null);
    var first = new JobQuery(filter, sort, 20);
    jobs.search(first.after(jobs.search(first).next()));
  }

  private void page(Sort sort) {
    var first = query(SEVERAL, null, sort);
    jobs.list(first.after(jobs.list(first).getLast()));
  }

  private static Retention keepNone() {
    return new Retention(Retention.USUAL_STATES, Duration.ZERO, 0L, 0L);
  }

  private void removeOld(Instant before) {
    var ended = Set.of(JobState.COMPLETED, JobState.DEAD);
    removeSome(JobFilter.of(ended, null).updatedBefore(before));
  }

  private void removeSome(JobFilter only) {
    jobs.changeAll(new JobAction.Verb(JobVerb.REMOVE, only), null, NOW);
  }

  private void exchangeTwo() {
    var endings =
        claim(2).stream()
            .map(
                job ->
                    new Ending(job, new Outcome.Succeeded(), new Transition.Complete(), NOW, 0, 0))
            .toList();
    exchange(endings, 2);
  }

  private void exchange(Set<String> queues, @Nullable Long onlyJob) {
    workers.exchange(
        new Exchange(
            "filler", List.of(), List.of(0, 1), queues, onlyJob, NOW, NOW.plusSeconds(30)));
  }

  private void exchange(Instant now) {
    workers.exchange(
        new Exchange("filler", List.of(), List.of(0), Set.of(), null, now, now.plusSeconds(30)));
  }
}
