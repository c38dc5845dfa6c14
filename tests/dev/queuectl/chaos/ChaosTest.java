package dev.queuectl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One or two trials of each row of the matrix, always the same ones. Not in `just test`, since real
/// processes take their time: `just test -Dgroups=chaos -DexcludedGroups=`, as `.ci/run` does.
@Tag("chaos")
@EnabledOnOs(OS.LINUX)
class ChaosTest {
  private static final long SEED = 20261122;

  @TempDir Path directory;

  static Stream<Row> rows() {
    return Matrix.ROWS.stream().filter(row -> row.shortTrials() > 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void nothing_is_lost_and_nothing_runs_twice(Row row) throws Exception {
    try {
      var trials = new Trials(SEED, 2, directory, System.err);
      assertThat(trials.of(row, 0, row.shortTrials()).details()).isEmpty();
    } catch (Row.Skipped e) {
      Assumptions.abort(e.getMessage());
    }
  }
}
