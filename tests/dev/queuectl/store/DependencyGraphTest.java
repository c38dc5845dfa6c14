package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.store.DependencyModel.Node;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random graphs of jobs, with random things done to them, against [DependencyModel].
class DependencyGraphTest extends StoreContract {
  private static final JobQuery ALL = JobQuery.newest(100_000);

  private final DependencyModel model = new DependencyModel();
  private final List<Job> running = new ArrayList<>();
  private Random random = new Random();
  private int made;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void jobs_do_what_the_model_does(long seed) {
    random = new Random(seed);
    join("w1");
    for (var step = 0; step < 250; step++) {
      act();
      advance(Duration.ofMillis(random.nextInt(50)));
      check("seed %d, step %d".formatted(seed, step));
    }
  }

  private void act() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> enqueueSome();
      case 4, 5, 6 -> endSome();
      case 7 -> claimSome();
      case 8, 9 ->
          any(JobState.DEAD, JobState.CANCELLED, JobState.COMPLETED).ifPresent(this::retry);
      case 10 -> any(JobState.PENDING).ifPresent(this::cancel);
      default -> any(JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED).ifPresent(this::remove);
    }
  }

  private Optional<Node> any(JobState... states) {
    var nodes =
        model.nodes.values().stream().filter(it -> List.of(states).contains(it.state)).toList();
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(nodes.get(random.nextInt(nodes.size())));
  }

  private void enqueueSome() {
    if (model.nodes.size() > 60) {
      return;
    }
    var id = "j" + made++;
    var after = new LinkedHashSet<Dependency>();
    var ids = List.copyOf(model.nodes.keySet());
    for (var i = random.nextInt(4); i > 0 && !ids.isEmpty(); i--) {
      var kind = Kind.values()[random.nextInt(3)];
      after.add(new Dependency(kind, ids.get(random.nextInt(ids.size()))));
    }
    var isAdded = model.add(id, List.copyOf(after));
    assertThat(tries(() -> enqueueTied(job(id).after(List.copyOf(after))))).isEqualTo(isAdded);
  }

  private void enqueueTied(NewJob job) {
    store.jobs().enqueueTied(List.of(job).iterator(), false, now);
  }

  private static boolean tries(Runnable change) {
    try {
      change.run();
      return true;
    } catch (QueueException.WrongState | QueueException.NotFound e) {
      return false;
    }
  }

  private void claimSome() {
    var ready =
        model.nodes.values().stream()
            .filter(it -> it.state == JobState.PENDING && !it.isWaiting())
            .count();
    var slots = random.nextInt(4);
    var claimed = exchange("w1", slots, List.of()).claimed();
    assertThat(claimed).hasSize((int) Math.min(ready, slots));
    claimed.forEach(this::began);
  }

  private void began(Job job) {
    var node = model.nodes.get(job.id());
    assertThat(node.isWaiting()).as("%s", node).isFalse();
    node.state = JobState.PROCESSING;
    node.hasRun = true;
    running.add(job);
  }

  private void endSome() {
    claimSome();
    var ended = running.stream().filter(_ -> random.nextBoolean()).toList();
    running.removeAll(ended);
    var endings = ended.stream().map(this::anyEnding).toList();
    exchange("w1", 0, endings);
  }

  private WorkerStore.Ending anyEnding(Job job) {
    var node = model.nodes.get(job.id());
    var failed = new Outcome.Failed(1);
    return switch (random.nextInt(3)) {
      case 0 -> {
        model.end(node, JobState.DEAD);
        yield ending(job, failed, new Transition.Bury("exit code 1", true));
      }
      case 1 -> {
        model.end(node, JobState.CANCELLED);
        yield ending(job, new Outcome.Cancelled(), new Transition.Cancel());
      }
      default -> {
        model.end(node, JobState.COMPLETED);
        yield completed(job);
      }
    };
  }

  private void retry(Node node) {
    var isDone = tries(() -> ByHand.retry(store.jobs(), node.id, now));
    assertThat(model.retry(node)).as("%s", node).isEqualTo(isDone);
  }

  private void cancel(Node node) {
    ByHand.cancel(store.jobs(), node.id, now);
    model.end(node, JobState.CANCELLED);
  }

  private void remove(Node node) {
    ByHand.remove(store.jobs(), node.id);
    model.nodes.remove(node.id);
  }

  private void check(String when) {
    var jobs = new HashMap<String, Job>();
    store.jobs().list(ALL).forEach(job -> jobs.put(job.id(), job));
    assertThat(jobs.keySet()).as(when).isEqualTo(model.nodes.keySet());
    for (var node : model.nodes.values()) {
      var job = jobs.get(node.id);
      assertThat(
              Map.of(
                  "state", job.state(),
                  "waiting", job.ties().waitingOn(),
                  "skipped", job.ties().isSkipped()))
          .as("%s: %s", when, node)
          .isEqualTo(
              Map.of("state", node.state, "waiting", node.waitingOn(), "skipped", node.isSkipped));
    }
  }
}
