package dev.queuectl.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {

  @Test
  void whatever_is_in_it_comes_back() {
    var given = Map.of("A", "1", "EMPTY", "", "LINES", "a\nb=c", "LATIN", "caf\udce9", "É", "ü");
    var environment = JobEnvironment.of(given);
    var back = JobEnvironment.ofBlock(environment.block());
    assertThat(back.variables()).isEqualTo(given);
    assertThat(back).isEqualTo(environment).hasSameHashCodeAs(environment);
    assertThat(back.hash()).isEqualTo(environment.hash());
  }

  @Test
  void another_one_is_not_the_same() {
    var environment = JobEnvironment.of(Map.of("A", "1"));
    assertThat(JobEnvironment.of(Map.of("A", "2"))).isNotEqualTo(environment);
    assertThat(JobEnvironment.of(Map.of())).isNotEqualTo(environment);
  }

  @Test
  void what_somebody_has_damaged_is_read_as_far_as_it_goes() {
    var block = "A=1\0nonsense\0=\0B=2".getBytes();
    assertThat(JobEnvironment.ofBlock(block).variables()).isEqualTo(Map.of("A", "1", "B", "2"));
  }

  /// It may come into a log.
  @Test
  void its_text_tells_no_secret() {
    assertThat(JobEnvironment.of(Map.of("TOKEN", "s3cret")).toString())
        .doesNotContain("s3cret")
        .doesNotContain("TOKEN");
  }
}
