package dev.queuectl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One or two trials of each row of the matrix, always the same ones. Not in `just test`, since
/// real processes take their time: `just test -Dgroups=chaos -DexcludedGroups=`, as `.ci/run` does.
@Tag("chaos")
@EnabledOnOs(OS.LINUX)
class ChaosTest {
  private static final long SEED = 20261122;

  /// Most of a trial is waiting.
  private static final int AT_A_TIME = 4;

  /// Those before a worker has joined say little.
  private static final int FIRST_POINT = 4;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> nothing_is_lost_and_nothing_runs_twice() {
    var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofPlatform().daemon().factory());
    var tests =
        Matrix.ROWS.stream()
            .filter(row -> row.shortTrials() > 0)
            .map(row -> test(row, threads.submit(() -> faults(row))))
            .toList();
    threads.shutdown();
    return tests.stream();
  }

  private static DynamicTest test(Row row, Future<List<String>> faults) {
    return DynamicTest.dynamicTest(row.name(), () -> assertThat(faults.get()).isEmpty());
  }

  private List<String> faults(Row row) throws Exception {
    var first = row.name().endsWith("points") ? FIRST_POINT : 0;
    var trials = new Trials(SEED, 1, directory, System.err);
    return trials.of(row, first, row.shortTrials()).details();
  }
}
