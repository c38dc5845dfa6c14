package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.output.BoundedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerNewsTest {
  @TempDir Path directory;
  private Path log;
  private WorkerNews news;

  @BeforeEach
  void open() {
    log = directory.resolve("w1.log");
    news = new WorkerNews(log);
  }

  private List<String> news() {
    return news.read().stream().map(WorkerLine::text).toList();
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void tells_each_whole_line_once() throws Exception {
    assertThat(news()).isEmpty();
    write("joined\tWorker w1 started with 1 slot.\nother\tProcessing job: a\ncompleted\ta compl");
    assertThat(news()).containsExactly("Processing job: a");
    write("eted successfully in 1s\n");
    assertThat(news()).containsExactly("a completed successfully in 1s");
    assertThat(news()).isEmpty();
  }

  @Test
  void counts_what_nobody_could_read() throws Exception {
    write("completed\ta is done in 1s\n".repeat(1000) + "buried\tb died\n");
    assertThat(news())
        .containsExactly("1,000 completed, 1 moved to the DLQ (1,001 lines in %s)".formatted(log));
  }

  @Test
  void goes_on_after_the_log_was_cut() throws Exception {
    write("completed\ta is done in 1s\n".repeat(100));
    news.read();
    new BoundedLog(log, 500).cut();
    news.read();
    write("other\tProcessing job: b\n");
    assertThat(news()).containsExactly("Processing job: b");
  }

  @Test
  void a_line_without_a_kind_is_shown_as_it_is() throws Exception {
    write("queuectl: the disk is full.\nkind\tof a command\n");
    assertThat(news()).containsExactly("queuectl: the disk is full.", "kind\tof a command");
  }

  @ParameterizedTest
  @EnumSource
  void a_line_comes_back_with_its_kind(WorkerLine.Kind kind) {
    var line = new WorkerLine(kind, "a\tb");
    assertThat(WorkerLine.of(line.written())).isEqualTo(line);
  }
}
