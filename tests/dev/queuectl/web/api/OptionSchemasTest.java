package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Setting;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionSchemasTest {
  @Test
  void whatNullMeansDependsOnTheSettingIfThereIsOne() {
    assertThat(OptionSchemas.unsaid(true, Optional.of(Setting.TIMEOUT)))
        .isEqualTo(
            " If a new job leaves it out, it gets the value configured when it is enqueued.");
    assertThat(OptionSchemas.unsaid(false, Optional.of(Setting.KILL_GRACE)))
        .isEqualTo(" Null: whatever is configured at that time.");
    assertThat(OptionSchemas.unsaid(false, Optional.empty()))
        .isEqualTo(" Null if the job does not set it.");
  }
}
