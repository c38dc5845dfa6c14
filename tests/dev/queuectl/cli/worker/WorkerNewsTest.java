package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.output.BoundedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerNewsTest {
  @TempDir Path directory;
  private Path log;
  private WorkerNews news;

  @BeforeEach
  void open() {
    log = directory.resolve("w1.log");
    news = new WorkerNews(log);
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void tells_each_whole_line_once() throws Exception {
    assertThat(news.read()).isEmpty();
    write("Worker w1 started with 1 slot.\nProcessing job: a\na compl");
    assertThat(news.read()).containsExactly("Processing job: a");
    write("eted successfully in 1s\n");
    assertThat(news.read()).containsExactly("a completed successfully in 1s");
    assertThat(news.read()).isEmpty();
  }

  @Test
  void counts_what_nobody_could_read() throws Exception {
    write("a completed successfully in 1s\n".repeat(1000) + "b moved to DLQ (exit code 1)\n");
    assertThat(news.read())
        .containsExactly("1,000 completed, 1 moved to the DLQ (1,001 lines in %s)".formatted(log));
  }

  @Test
  void goes_on_after_the_log_was_cut() throws Exception {
    write("a completed successfully in 1s\n".repeat(100));
    news.read();
    new BoundedLog(log, 500).cut();
    news.read();
    write("Processing job: b\n");
    assertThat(news.read()).containsExactly("Processing job: b");
  }
}
