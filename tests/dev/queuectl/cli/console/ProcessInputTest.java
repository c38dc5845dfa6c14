package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessInputTest {
  @Test
  void whoeverIsSlowIsWaitedFor() {
    assertThat(new ProcessInput().patience()).isEqualTo(Duration.ofSeconds(10));
  }
}
