package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  private static final Settings NONE = new Settings(Map.of());

  @ParameterizedTest
  @EnumSource(Setting.class)
  void a_default_is_the_same_as_its_words_when_set(Setting setting) {
    var set = new Settings(Map.of(setting, setting.defaultValue()));
    assertThat(set.faults()).isEmpty();
    assertThat(setting.read(set.text(setting)).value()).isEqualTo(setting.typedDefault());
  }

  @Test
  void what_is_set_comes_before_the_default() {
    var settings =
        new Settings(
            Map.of(Setting.LEASE, "2m", Setting.OUTPUT_MAX, "1K", Setting.BACKOFF_JITTER, "0.5"));
    assertThat(settings.duration(Setting.LEASE)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.bytes(Setting.OUTPUT_MAX)).isEqualTo(1024);
    assertThat(settings.decimal(Setting.BACKOFF_JITTER)).isEqualTo(0.5);
    assertThat(settings.number(Setting.WORKER_COUNT)).isEqualTo(1);
    assertThat(settings.jobPolicy().get(JobField.BACKOFF)).isEqualTo(Backoff.EXPONENTIAL.word());
  }

  @Test
  void a_value_that_its_key_does_not_accept_is_named_and_can_be_left_out() {
    var settings = new Settings(Map.of(Setting.LEASE, "soon", Setting.WORKER_COUNT, "4"));
    assertThat(settings.faults()).containsOnlyKeys(Setting.LEASE);
    assertThat(settings.text(Setting.LEASE)).isEqualTo("soon");
    assertThatThrownBy(settings::checked).isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> settings.duration(Setting.LEASE))
        .isInstanceOf(QueueException.Invalid.class);
    assertThat(settings.usable().duration(Setting.LEASE)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.usable().number(Setting.WORKER_COUNT)).isEqualTo(4);
  }

  @Test
  void they_are_equal_when_the_same_is_set() {
    assertThat(new Settings(Map.of())).isEqualTo(NONE).hasSameHashCodeAs(NONE);
    assertThat(new Settings(Map.of(Setting.LEASE, "1m"))).isNotEqualTo(NONE);
  }
}
