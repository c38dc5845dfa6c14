package dev.queuectl.web.request;

import dev.queuectl.Event;
import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.Queue;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.Store;
import dev.queuectl.web.request.News.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a store held when somebody last looked, to find out what has changed since. What it finds
/// by name is what indexes lead to: jobs that were added, began or ended, and whatever has happened
/// to the jobs that somebody has been shown lately. To know of all jobs there would have to be an
/// index of changes, which every claim and every end of a job would have to keep.
final class LastLook {
  /// The pages of so many jobs can be open.
  static final int MOST_SHOWN = 200;

  private static final int MOST_NEW = 50;
  private static final int MOST_RUNNING = 200;
  private static final int MOST_ENDED = 32;
  private static final int MOST_QUEUES = 8;
  private static final Set<JobState> FINAL =
      EnumSet.of(JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED);

  /// A job as it was.
  ///
  /// @param looks different for one that was changed
  private record Seen(String id, int looks) {
    static Seen of(Job job) {
      var lease = job.lease();
      return new Seen(
          job.id(),
          Objects.hash(
              job.state(),
              job.held(),
              job.queue(),
              job.priority(),
              job.attempts(),
              job.lastAttempt(),
              job.interruptions(),
              job.snoozes(),
              job.updatedAt(),
              job.runAt(),
              job.startedAt(),
              job.cancelRequestedAt(),
              job.error(),
              lease == null ? 0 : claim(lease)));
    }

    private static int claim(Lease lease) {
      return Objects.hash(lease.worker(), lease.slot(), lease.token());
    }
  }

  /// @param event the number of the newest
  private record Others(Set<List<Object>> workers, Map<Setting, String> config, long event) {}

  private final Store store;
  private Map<String, Queue> queues = Map.of();
  private Map<Long, Seen> running = Map.of();
  private Set<Long> ended = Set.of();
  private long newest;
  private Others known = new Others(Set.of(), Map.of(), 0);

  /// By [Job#seq], the one shown longest ago first.
  private final Map<Long, Seen> shown = new LinkedHashMap<>(16, 0.75f, true);

  LastLook(Store store) {
    this.store = store;
  }

  /// From now on what happens to this job is news, until many others were shown. Does not wait for
  /// a look: whoever is shown a job may be reading the store, for which a look would wait.
  void show(Job job) {
    synchronized (shown) {
      // What somebody else was shown before may be older: it has to be news for them.
      if (shown.get(job.seq()) == null) {
        shown.put(job.seq(), Seen.of(job));
      }
      if (shown.size() > MOST_SHOWN) {
        shown.remove(shown.keySet().iterator().next());
      }
    }
  }

  /// What has changed since the last look.
  synchronized News next() {
    var before = queues;
    queues = store.queues().list().stream().collect(Collectors.toMap(Queue::name, each -> each));
    var changed = new HashSet<>(before.keySet());
    changed.addAll(queues.keySet());
    changed.removeIf(name -> Objects.equals(before.get(name), queues.get(name)));
    var jobs = new HashSet<String>();
    lookAtShown(jobs);
    var more = lookAtRunning(jobs) | lookAtNew(jobs) | lookAtEnded(jobs, before, changed);
    var kinds = lookAtOthers();
    if (changed.stream().anyMatch(name -> isSetOtherwise(before.get(name), queues.get(name)))) {
      kinds.add(Kind.QUEUES);
    }
    // What nothing explains may be the change of a job that has no name here.
    var isExplained = !kinds.isEmpty() || !changed.isEmpty() || !jobs.isEmpty();
    if (!changed.isEmpty() || !jobs.isEmpty() || !isExplained) {
      kinds.add(Kind.JOBS);
    }
    return new News(false, kinds, changed, jobs, more || !isExplained);
  }

  private static boolean isSetOtherwise(@Nullable Queue one, @Nullable Queue other) {
    return one == null
        || other == null
        || !Objects.equals(one.concurrency(), other.concurrency())
        || !Objects.equals(one.pausedAt(), other.pausedAt())
        || !Objects.equals(one.pauseReason(), other.pauseReason());
  }

  private void lookAtShown(Set<String> changed) {
    shown()
        .forEach(
            (seq, before) -> {
              var now = store.jobs().find(new JobRef.Itself(seq)).map(Seen::of);
              if (!now.equals(Optional.of(before))) {
                changed.add(before.id());
                synchronized (shown) {
                  now.ifPresentOrElse(seen -> shown.replace(seq, seen), () -> shown.remove(seq));
                }
              }
            });
  }

  private Map<Long, Seen> shown() {
    synchronized (shown) {
      return Map.copyOf(shown);
    }
  }

  /// @return whether there may be more than were looked at, as of the others
  private boolean lookAtRunning(Set<String> changed) {
    var before = running;
    running =
        list(EnumSet.of(JobState.PROCESSING), MOST_RUNNING, null).stream()
            .collect(Collectors.toMap(Job::seq, Seen::of));
    running.forEach(
        (seq, seen) -> {
          if (!seen.equals(before.get(seq))) {
            changed.add(seen.id());
          }
        });
    before.forEach(
        (seq, seen) -> {
          if (!running.containsKey(seq)) {
            changed.add(seen.id());
          }
        });
    return running.size() == MOST_RUNNING;
  }

  private boolean lookAtNew(Set<String> changed) {
    var found = list(Set.of(), MOST_NEW, new Place(0, newest));
    found.forEach(job -> changed.add(job.id()));
    newest =
        store.jobs().list(JobQuery.newest(1)).stream().mapToLong(Job::seq).findFirst().orElse(0);
    return found.size() == MOST_NEW;
  }

  private List<Job> list(Set<JobState> states, int limit, @Nullable Place after) {
    return store
        .jobs()
        .list(new JobQuery(JobFilter.of(states, null), JobQuery.Sort.OLDEST, limit, after));
  }

  /// Short jobs begin and end between two looks.
  private boolean lookAtEnded(
      Set<String> changed, Map<String, Queue> before, Set<String> changedQueues) {
    var with =
        changedQueues.stream()
            .filter(name -> ended(queues.get(name)) > ended(before.get(name)))
            .limit(MOST_QUEUES + 1L)
            .collect(Collectors.toSet());
    if (with.isEmpty() || with.size() > MOST_QUEUES) {
      return !with.isEmpty();
    }
    var found = store.jobs().lastEnded(FINAL, with, MOST_ENDED);
    var fresh = found.stream().filter(job -> !ended.contains(job.seq())).toList();
    fresh.forEach(job -> changed.add(job.id()));
    ended = found.stream().map(Job::seq).collect(Collectors.toSet());
    return fresh.size() == MOST_ENDED;
  }

  private static long ended(@Nullable Queue queue) {
    return queue == null ? 0 : FINAL.stream().mapToLong(queue::count).sum();
  }

  private EnumSet<Kind> lookAtOthers() {
    var kinds = EnumSet.noneOf(Kind.class);
    var others =
        new Others(
            store.workers().workers().stream().map(LastLook::settled).collect(Collectors.toSet()),
            store.config().settings().set(),
            store.events().list(Long.MAX_VALUE, 1).stream()
                .mapToLong(Event::seq)
                .findFirst()
                .orElse(0));
    if (!others.workers().equals(known.workers())) {
      kinds.add(Kind.WORKERS);
    }
    if (!others.config().equals(known.config())) {
      kinds.add(Kind.CONFIG);
    }
    if (others.event() != known.event()) {
      kinds.add(Kind.EVENTS);
    }
    known = others;
    return kinds;
  }

  /// What others settle with a worker, not its heartbeats and what it counts.
  private static List<Object> settled(Worker worker) {
    return List.of(
        worker.id(),
        worker.slots(),
        Optional.ofNullable(worker.wantedSlots()),
        worker.queues(),
        Optional.ofNullable(worker.stop()),
        Optional.ofNullable(worker.trouble()));
  }
}
