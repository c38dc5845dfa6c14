package dev.queuectl.chaos;

import java.util.random.RandomGenerator;

/// A store that an older program has left.
final class FixtureScenario {
  private FixtureScenario() {}

  static void run(Site site, int number, RandomGenerator random) throws Exception {
    throw new Row.Skipped("there is only one schema so far");
  }
}
