package dev.queuectl.cli.top;

import dev.queuectl.Job;
import java.util.ArrayList;
import java.util.List;

/// The jobs that `top` knows: the first of each kind.
///
/// @param running the oldest
/// @param ready what runs next
/// @param due what waits for its time, soonest first
/// @param blocked what waits for a person, or for its queue: held, or in a queue that is paused or
///   runs as many jobs as it may
/// @param dead the last that died first
/// @param finished completed or cancelled, the last first
record TopLists(
    List<Job> running,
    List<Job> ready,
    List<Job> due,
    List<Job> blocked,
    List<Job> dead,
    List<Job> finished) {
  static final TopLists NONE =
      new TopLists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /// Everything that could still run, in the order in which it probably will.
  List<Job> waiting() {
    var all = new ArrayList<>(ready);
    all.addAll(due);
    all.addAll(blocked);
    return all;
  }
}
