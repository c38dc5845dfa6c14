package dev.queuectl.chaos;

import java.nio.file.Path;
import java.util.random.RandomGenerator;

/// One row of the matrix.
///
/// @param name for `--only`
/// @param meaning for the table
/// @param trials in the full form
/// @param shortTrials in the short form
/// @param ground what its directory is to stand on
/// @param scenario what is done
record Row(
    String name, String meaning, int trials, int shortTrials, Ground ground, Scenario scenario) {

  Row(String name, String meaning, int trials, int shortTrials, Scenario scenario) {
    this(name, meaning, trials, shortTrials, _ -> () -> {}, scenario);
  }

  @Override
  public String toString() {
    return name;
  }

  /// Prepares the directory of a trial before there is a store in it.
  @FunctionalInterface
  interface Ground {
    Mounts.Mount under(Path site) throws Exception;
  }

  /// What is done in one trial. Whatever it leaves unfinished is finished afterwards by a healthy
  /// worker, and then judged by [Audit].
  @FunctionalInterface
  interface Scenario {
    /// @param number of the trial, from 0
    void run(Site site, int number, RandomGenerator random) throws Exception;
  }

  /// What is missing on this machine.
  static final class Skipped extends Exception {
    private static final long serialVersionUID = 1L;

    Skipped(String reason) {
      super(reason);
    }
  }
}
