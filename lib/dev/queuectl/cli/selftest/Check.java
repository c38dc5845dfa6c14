package dev.queuectl.cli.selftest;

import java.util.List;
import java.util.Set;

/// One thing that the installation must be able to do.
///
/// @param name what it does, as a clause
/// @param topics which of [#TOPICS] it is about
record Check(String name, Set<String> topics, Body body) {
  /// The parts of the test suites of the family.
  static final List<String> TOPICS =
      List.of("enqueue", "list", "status", "worker", "config", "dlq", "metrics", "dashboard");

  Check(String name, Body body) {
    this(name, Set.of(), body);
  }

  Check about(String... some) {
    return new Check(name, Set.of(some), body);
  }

  interface Body {
    void run(Trial trial) throws Exception;
  }
}
