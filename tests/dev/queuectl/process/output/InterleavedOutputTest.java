package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.output.InterleavedOutput.Known;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both streams as one, as far as their order is known.
class InterleavedOutputTest {
  @TempDir Path directory;

  private InterleavedOutput output(String stdout, String stderr, @Nullable String order)
      throws IOException {
    var files = new LogStore.Output(directory.resolve("1.out"), directory.resolve("1.err"));
    Files.writeString(files.stdout(), stdout);
    Files.writeString(files.stderr(), stderr);
    return InterleavedOutput.of(files, order);
  }

  private static String text(InterleavedOutput output, long from, long most) throws IOException {
    var text = new ByteArrayOutputStream();
    output.copy(from, most, text);
    return text.toString();
  }

  private static String text(InterleavedOutput output) throws IOException {
    return text(output, 0, Long.MAX_VALUE / 2);
  }

  @Test
  void stretches_of_one_turn_each_are_exact() throws IOException {
    var both = output("a\nbb\nd\n", "c\ne", "o2,5,2 o1,2,0 e1,0,1");
    assertThat(text(both)).isEqualTo("a\nbb\nc\nd\ne");
    assertThat(both.known()).isEqualTo(Known.EXACT);
    assertThat(both.size()).isEqualTo(10);
    assertThat(text(both, 3, 4)).isEqualTo("b\nc\n");
    assertThat(text(both, both.tailOffset(2), 99)).isEqualTo("d\ne");
    assertThat(both.tailOffset(0)).isEqualTo(10);
    assertThat(both.tailOffset(99)).isZero();
  }

  @Test
  void of_more_turns_each_is_taken_for_a_line() throws IOException {
    var both = output("a\nc\nx\ny\n", "b\nd\n", "o4,8,4");
    assertThat(text(both)).isEqualTo("a\nb\nc\nx\ny\nd\n");
    assertThat(both.known()).isEqualTo(Known.PARTLY);
  }

  @Test
  void what_came_after_the_end_is_no_more_than_a_guess() throws IOException {
    var both = output("a\nlate\n", "b\n", "e2,2,2");
    assertThat(text(both)).isEqualTo("b\na\nlate\n");
    assertThat(both.known()).isEqualTo(Known.PARTLY);
  }

  @Test
  void an_order_that_is_not_that_of_the_files_is_none() throws IOException {
    for (var order : new String[] {null, "", "o2,3,2", "o2,2,x", "o2,2,2,2", "o2"}) {
      var both = output("a\n", "b\n", order);
      assertThat(text(both)).as(order).isEqualTo("a\nb\n");
      assertThat(both.known()).isEqualTo(Known.UNKNOWN);
    }
    assertThat(output("a\n", "", null).known()).isEqualTo(Known.EXACT);
    assertThat(text(output("", "b\n", null))).isEqualTo("b\n");
  }

  @Test
  void of_very_many_stretches_the_newest_are_kept() {
    var kept = new java.util.ArrayList<OutputOrder.Stretch>();
    for (var i = 0; i < 1000; i++) {
      OutputOrder.add(kept, new OutputOrder.Stretch(i % 2 == 0, 2, 3, 4));
    }
    var order = new OutputOrder(kept);
    assertThat(order.text()).hasSizeLessThan(4000);
    assertThat(OutputOrder.of(order.text())).hasValue(order);
    assertThat(order.stdoutBytes()).isEqualTo(3000);
    assertThat(order.stderrBytes()).isEqualTo(4000);
    assertThat(order.stretches().getFirst().isExact()).isFalse();
    assertThat(Collections.frequency(order.stretches(), new OutputOrder.Stretch(true, 2, 3, 4)))
        .isGreaterThan(100);
  }
}
