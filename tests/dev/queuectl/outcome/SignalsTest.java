package dev.queuectl.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {

  @ParameterizedTest
  @CsvSource({"1, SIGHUP", "2, SIGINT", "9, SIGKILL", "11, SIGSEGV", "13, SIGPIPE", "15, SIGTERM"})
  void a_signal_has_the_name_that_people_know(int signal, String name) {
    assertThat(Signals.name(signal)).isEqualTo(name);
  }

  /// 7, 10 and 12 are other signals on macOS than on Linux.
  @ParameterizedTest
  @ValueSource(ints = {7, 10, 12, 16, 40, 64, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void what_has_no_name_on_every_system_is_told_by_its_number(int signal) {
    assertThat(Signals.name(signal)).isEqualTo("signal " + signal);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void the_names_are_those_of_this_system() throws Exception {
    for (var signal = 1; signal <= 31; signal++) {
      var name = Signals.name(signal);
      if (name.startsWith("SIG")) {
        var kill = new ProcessBuilder("/bin/sh", "-c", "kill -l " + signal).start();
        assertThat("SIG" + kill.inputReader().readLine()).as("%d", signal).isEqualTo(name);
      }
    }
  }
}
