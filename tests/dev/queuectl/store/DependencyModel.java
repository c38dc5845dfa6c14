package dev.queuectl.store;

import dev.queuectl.JobState;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.End;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What jobs that wait for each other do, said as simply as possible: each end is passed on at
/// once.
final class DependencyModel {
  /// @param conditions how each was counted; null is not yet
  static final class Node {
    final String id;
    final Map<Condition, @Nullable End> conditions = new LinkedHashMap<>();
    JobState state = JobState.PENDING;
    boolean isSkipped;
    boolean hasRun;

    Node(String id) {
      this.id = id;
    }

    boolean isWaiting() {
      return state == JobState.PENDING && conditions.containsValue(null);
    }

    int waitingOn() {
      return state == JobState.PENDING
          ? (int) conditions.values().stream().filter(end -> end == null).count()
          : 0;
    }

    Optional<End> end() {
      return state.end(isSkipped);
    }

    @Override
    public String toString() {
      return id + " " + state.word() + (isSkipped ? " skipped " : " ") + conditions;
    }
  }

  record Condition(Dependency.Kind kind, Node on) {
    @Override
    public String toString() {
      return kind.word() + " of " + on.id;
    }
  }

  final Map<String, Node> nodes = new LinkedHashMap<>();

  /// Whether it can be added.
  boolean add(String id, List<Dependency> after) {
    var node = new Node(id);
    for (var dependency : after) {
      var on = nodes.get(dependency.on());
      if (on == null || on.end().filter(end -> !dependency.kind().isMetBy(end)).isPresent()) {
        return false;
      }
      node.conditions.put(new Condition(dependency.kind(), on), on.end().orElse(null));
    }
    nodes.put(id, node);
    return true;
  }

  void end(Node node, JobState state) {
    end(node, state, false);
  }

  private void end(Node node, JobState state, boolean isSkipped) {
    node.state = state;
    node.isSkipped = isSkipped;
    var end = node.end().orElseThrow();
    for (var child : List.copyOf(nodes.values())) {
      var wasWaiting = child.isWaiting();
      var isNever = false;
      for (var condition : child.conditions.entrySet()) {
        if (condition.getKey().on == node && condition.getValue() == null) {
          condition.setValue(end);
          isNever |= !condition.getKey().kind.isMetBy(end);
        }
      }
      if (wasWaiting && isNever) {
        end(child, JobState.CANCELLED, true);
      }
    }
  }

  /// Whether it is retried.
  boolean retry(Node node) {
    var anew = new LinkedHashMap<Condition, @Nullable End>();
    for (var condition : node.conditions.entrySet()) {
      var on = condition.getKey().on;
      var isGone = nodes.get(on.id) != on;
      var end = isGone ? condition.getValue() : on.end().orElse(null);
      if (end != null && !condition.getKey().kind.isMetBy(end)) {
        return false;
      }
      anew.put(condition.getKey(), end);
    }
    back(node);
    node.conditions.putAll(anew);
    revive(node);
    return true;
  }

  private static void back(Node node) {
    node.state = JobState.PENDING;
    node.isSkipped = false;
  }

  private void revive(Node top) {
    var coming = new HashSet<>(Set.of(top));
    var level = List.of(top);
    while (!level.isEmpty()) {
      var next = new ArrayList<Node>();
      var parents = Set.copyOf(level);
      for (var child : nodes.values()) {
        if (reopen(child, parents)
            && !coming.contains(child)
            && child.isSkipped
            && child.conditions.entrySet().stream().allMatch(DependencyModel::mayBeMet)) {
          back(child);
          coming.add(child);
          next.add(child);
        }
      }
      level = next;
    }
  }

  private static boolean mayBeMet(Map.Entry<Condition, @Nullable End> it) {
    var end = it.getValue();
    return end == null || it.getKey().kind.isMetBy(end);
  }

  /// Only those that have not run since wait again.
  private static boolean reopen(Node child, Set<Node> parents) {
    var isOpen = child.isSkipped || child.state == JobState.PENDING && !child.hasRun;
    var found = false;
    for (var condition : child.conditions.entrySet()) {
      var end = condition.getValue();
      if (isOpen
          && parents.contains(condition.getKey().on)
          && end != null
          && end != End.COMPLETED) {
        condition.setValue(null);
        found = true;
      }
    }
    return found;
  }
}
