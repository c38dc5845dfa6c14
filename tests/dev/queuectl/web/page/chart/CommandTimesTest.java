package dev.queuectl.web.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.web.page.PageExamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs by the program that they run.
class CommandTimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pg_dump -Fc shop | pg_dump",
        "/usr/local/bin/pg_dump | pg_dump",
        "  PGHOST=db A=1 ./bin/dump.sh now | dump.sh",
        "A=1 | (variables)",
        "./ x | ./"
      })
  void aCommandIsToldByItsProgram(String command, String program) {
    assertThat(CommandTimes.program(command)).isEqualTo(program);
  }

  @Test
  void theMostFrequentComesFirst() {
    var times =
        CommandTimes.of(
            List.of(
                PageExamples.job("1", JobState.COMPLETED, "make a"),
                PageExamples.job("2", JobState.COMPLETED, "gzip b"),
                PageExamples.job("3", JobState.DEAD, "gzip c")));
    assertThat(times).extracting(CommandTimes::program).containsExactly("gzip", "make");
    assertThat(times.getFirst().success()).isEqualTo(0.5);
    assertThat(times.getFirst().longest()).isEqualTo(Duration.ofSeconds(10));
  }
}
