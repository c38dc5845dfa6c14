package dev.queuectl.store.tie;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Jobs that would wait for themselves. Pure.
final class Circles {
  private static final int MOST_NAMED = 20;

  private Circles() {}

  /// @param graph for which jobs each one waits
  /// @throws QueueException.Invalid naming a circle
  static void refuse(Map<String, List<String>> graph) {
    var left = new HashMap<String, Integer>();
    var waiting = new HashMap<String, List<String>>();
    graph.forEach(
        (job, others) -> {
          var open = others.stream().filter(graph::containsKey).distinct().toList();
          left.put(job, open.size());
          open.forEach(on -> waiting.computeIfAbsent(on, _ -> new ArrayList<>()).add(job));
        });
    var free = new ArrayDeque<String>();
    left.forEach(
        (job, open) -> {
          if (open == 0) {
            free.add(job);
          }
        });
    while (!free.isEmpty()) {
      var job = free.remove();
      left.remove(job);
      for (var next : waiting.getOrDefault(job, List.of())) {
        if (left.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    graph.keySet().stream()
        .filter(left::containsKey)
        .findFirst()
        .ifPresent(
            job -> {
              throw refusal(around(job, graph, left));
            });
  }

  /// @param on a job for which another one is to wait
  /// @param conditions what a job waits for
  /// @throws QueueException.Invalid if it waits for the other one already, in whatever many steps
  static void refuse(
      Job job, String id, long on, LongFunction<List<Conditions.Condition>> conditions) {
    var from = new HashMap<Long, Long>();
    var ids = new HashMap<Long, String>(Map.of(on, id));
    var next = new ArrayDeque<Long>(List.of(on));
    while (!next.isEmpty()) {
      var at = next.remove();
      for (var condition : conditions.apply(at)) {
        var above = condition.on();
        if (condition.anew() == null && !ids.containsKey(above)) {
          ids.put(above, condition.dependency().on());
          from.put(above, at);
          next.add(above);
        }
        if (above == job.seq()) {
          throw refusal(circle(job, at, from, ids));
        }
      }
    }
  }

  private static List<String> circle(
      Job job, long last, Map<Long, Long> from, Map<Long, String> ids) {
    var circle = new ArrayList<>(List.of(job.id()));
    for (Long at = last; at != null; at = from.get(at)) {
      circle.add(1, ids.getOrDefault(at, ""));
    }
    circle.add(job.id());
    return circle;
  }

  /// From one of those that are left over, each of which waits for another one of them.
  private static List<String> around(
      String first, Map<String, List<String>> graph, Map<String, Integer> left) {
    var seen = new LinkedHashSet<String>();
    var job = first;
    while (seen.add(job)) {
      job =
          graph.getOrDefault(job, List.of()).stream()
              .filter(left::containsKey)
              .findFirst()
              .orElseThrow();
    }
    var way = new ArrayList<>(seen);
    var circle = new ArrayList<>(way.subList(way.indexOf(job), way.size()));
    circle.add(job);
    return circle;
  }

  /// @param circle from a job to itself
  static QueueException.Invalid refusal(List<String> circle) {
    var named =
        circle.size() > MOST_NAMED
            ? String.join(" -> ", circle.subList(0, MOST_NAMED)) + " -> ..."
            : String.join(" -> ", circle);
    return new QueueException.Invalid(
        "%s waits for itself: %s".formatted(circle.getFirst(), named), "");
  }
}
