package dev.queuectl.process.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LimitsTest {

  @Test
  void everyMachineCarriesASlot() {
    assertThat(Limits.tooLowFor(1)).isEmpty();
  }

  @Test
  void noneCarriesAMillion() {
    assertThat(Limits.tooLowFor(1_000_000_000))
        .isNotEmpty()
        .allMatch(why -> why.matches("This .*enough for [0-9,]+ of 1,000,000,000 slots.*"));
  }
}
