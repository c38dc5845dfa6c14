package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class CFunctionTest {
  @Test
  void a_negative_int_is_given_and_returned_as_one() {
    assertThat(CFunction.named("abs").call(-5)).isEqualTo(5);
    assertThat(CFunction.named("atoi").call(Arena.global().allocateFrom("-7"))).isEqualTo(-7);
  }

  @Test
  void a_long_keeps_all_its_bits() {
    assertThat(CFunction.named("labs").callLong(-(1L << 40))).isEqualTo(1L << 40);
  }

  @Test
  void the_last_of_six_arguments_arrives() {
    try (var arena = Arena.ofConfined()) {
      var text = arena.allocate(64);
      var format = arena.allocateFrom("%d %d %d");
      assertThat(CFunction.variadic("snprintf", 3).call(text, 64, format, 1, -2, 3)).isEqualTo(6);
      assertThat(text.getString(0)).isEqualTo("1 -2 3");
    }
  }

  @Test
  void a_failure_is_the_negative_error_number() {
    try (var arena = Arena.ofConfined()) {
      var missing = arena.allocateFrom("/nowhere/at all");
      var open = CFunction.variadic("open", 2);
      assertThat(open.callOrError(missing, 0, 0)).isEqualTo(-Platform.ENOENT);
      assertThat(open.call(missing, 0, 0)).isEqualTo(-1);
    }
  }

  @Test
  void what_this_system_lacks_is_null() {
    assertThat(CFunction.ifThereIs("no_such_function")).isNull();
    assertThat(CFunction.ifThereIs("getpid")).isNotNull();
  }

  @Test
  void memory_that_java_may_move_is_refused() {
    var movable = MemorySegment.ofArray(new int[2]);
    var write = CFunction.named("write");
    assertThatThrownBy(() -> write.call(1, movable, JAVA_INT.byteSize()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
