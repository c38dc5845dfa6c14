package dev.queuectl.process.output;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.output.WriteOrder.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class WriteOrderTest {
  private static final long SEQ = 1234;

  @TempDir Path directory;
  private LogStore logs;
  private WriteOrder order;

  @BeforeEach
  void open() {
    logs = new LogStore(directory.resolve("logs"));
    order = WriteOrder.of(logs).orElseThrow();
    assertThat(order.follows(SEQ)).isTrue();
  }

  @AfterEach
  void close() {
    order.close();
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// To which of the two, without how much.
  private List<Boolean> streams(int attempt) {
    return order.take(attempt).stream().map(Write::stdout).toList();
  }

  @Test
  void what_is_written_to_both_files_keeps_its_order() throws Exception {
    var files = logs.output(SEQ, 1);
    write(files.stderr(), "a");
    write(files.stdout(), "b");
    write(files.stdout(), "c");
    write(files.stderr(), "d");
    assertThat(streams(1)).containsExactly(false, true, false);
    assertThat(order.take(1)).isEmpty();
    assertThat(order.take(2)).isEmpty();
    write(files.stdout(), "e");
    assertThat(order.take(1)).containsExactly(new Write(true, 3));
  }

  @Test
  void how_long_a_file_was_is_known_when_it_was_looked_at_in_between() throws Exception {
    var files = logs.output(SEQ, 2);
    var all = new ArrayList<Write>();
    write(files.stdout(), "one\n");
    until("it is measured", () -> all.addAll(order.take(2)) && !all.isEmpty());
    write(files.stderr(), "two\n");
    until("it is measured", () -> all.addAll(order.take(2)) && all.size() > 1);
    write(files.stdout(), "three\n");
    all.addAll(order.take(2));
    assertThat(all).containsExactly(new Write(true, 4), new Write(false, 4), new Write(true, 10));
  }

  @Test
  void what_is_first_in_the_files_of_a_slot_is_followed_from_there() throws Exception {
    var files = logs.output(SEQ, 1);
    var out = logs.root().resolve("w1-1.out");
    var err = logs.root().resolve("w1-1.err");
    write(out, "another job's\n");
    write(err, "another job's\n");
    Files.move(out, logs.output(SEQ + 1, 1).stdout());
    Files.move(err, logs.output(SEQ + 1, 1).stderr());
    Files.createFile(out);
    Files.createFile(err);
    write(err, "one\n");
    write(out, "two\n");
    Files.move(out, files.stdout());
    Files.move(err, files.stderr());
    write(files.stderr(), "three\n");
    write(out, "the next job's\n");
    assertThat(streams(1)).containsExactly(false, true, false);
  }

  @Test
  void a_job_that_has_begun_before_its_number_is_known_is_followed_from_the_beginning()
      throws Exception {
    Files.createDirectories(logs.output(SEQ + 1000, 1).stdout().resolveSibling(""));
    try (var early = WriteOrder.of(logs).orElseThrow()) {
      var files = logs.output(SEQ + 1000, 1);
      write(files.stderr(), "a");
      write(files.stdout(), "b");
      assertThat(early.follows(SEQ + 1000)).isTrue();
      write(files.stderr(), "c");
      assertThat(early.take(1).stream().map(Write::stdout)).containsExactly(false, true, false);
    }
  }

  @Test
  void files_of_others_and_such_that_are_set_aside_are_not_its_own() throws Exception {
    var files = logs.output(SEQ, 1);
    write(files.stdout().resolveSibling("1234.1.out.left-1"), "x");
    write(files.stdout().resolveSibling("1234.x.out"), "x");
    write(files.stdout().resolveSibling("12345.1.out"), "x");
    assertThat(order.take(1)).isEmpty();
    write(files.stdout(), "x");
    assertThat(order.take(1)).containsExactly(new Write(true, 1));
  }
}
