package dev.queuectl.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvCaptureTest {
  private static final Map<String, String> CALLER =
      Map.of("PATH", "/bin", "HOME", "/home/a", "LC_TIME", "C", "LC_ALL", "C", "TOKEN", "s3cret");

  private static Set<String> kept(String setting, Map<String, String> caller) {
    return EnvCapture.of(setting).orElseThrow().of(caller).orElseThrow().variables().keySet();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TERM",
        "TERM_PROGRAM",
        "COLORTERM",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "SSH_AUTH_SOCK",
        "SSH_CONNECTION",
        "_",
        "SHLVL",
        "PWD",
        "OLDPWD",
        "TMUX",
        "TMUX_PANE",
        "STY",
        "COLUMNS",
        "XDG_SESSION_ID",
        "SHELLOPTS",
        "INVOCATION_ID",
        "LISTEN_FDS",
        "QUEUECTL_DB",
        "QUEUECTL_JOB_ID"
      })
  void all_is_all_but_what_is_the_terminals_or_the_sessions(String name) {
    var caller = new HashMap<>(CALLER);
    caller.put(name, "x");
    assertThat(kept("all", caller)).isEqualTo(CALLER.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"XDG_CONFIG_HOME", "LANG", "MAIL", "DBUS_SESSION_BUS_ADDRESS", "_A"})
  void what_only_looks_like_it_is_kept(String name) {
    assertThat(kept("all", Map.of(name, "x"))).containsExactly(name);
  }

  /// A job may call queuectl, whose launcher has to find Java.
  @Test
  void where_java_is_does_not_depend_on_the_session() {
    assertThat(kept("all", Map.of("QUEUECTL_JAVA", "/jdk"))).containsExactly("QUEUECTL_JAVA");
  }

  @Test
  void some_are_these_and_no_others() {
    assertThat(kept("PATH, HOME", CALLER)).containsExactly("HOME", "PATH");
    assertThat(kept("PATH,LC_*,NONE", CALLER)).containsExactly("LC_ALL", "LC_TIME", "PATH");
    assertThat(kept("TERM", Map.of("TERM", "xterm"))).containsExactly("TERM");
  }

  @Test
  void none_is_none_at_all() {
    assertThat(EnvCapture.of("NONE").orElseThrow().of(CALLER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A B", "A,,B", "A=1", "*A", "A*B", "1A", "A*,B**", "é"})
  void anything_else_is_refused(String text) {
    assertThat(EnvCapture.of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "none", "PATH,HOME,LC_*"})
  void it_is_stored_as_it_is_given(String text) {
    assertThat(EnvCapture.of(text).orElseThrow()).hasToString(text);
  }
}
