package dev.queuectl.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.OutputStore;
import dev.queuectl.store.OutputStore.NewPart;
import dev.queuectl.store.OutputStore.Part;
import dev.queuectl.store.OutputStore.Stream;
import dev.queuectl.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputStoreTest {
  private static final Stream STDOUT = new Stream(1, 1, true);
  private static final Stream STDERR = new Stream(1, 1, false);

  @TempDir Path directory;
  private Store store;
  private OutputStore outputs;

  @BeforeEach
  void open() {
    store = TestPostgres.open(directory);
    outputs = store.outputs().orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(Stream stream, int edition, long at, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    outputs.add(List.of(new NewPart(stream, new Part(edition, at, bytes))));
  }

  private String read(Stream stream, int edition, long from) {
    var text = new StringBuilder();
    for (var part : outputs.read(stream, edition, from)) {
      text.append(part.edition()).append('@').append(part.at()).append(' ');
      text.append(new String(part.bytes(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void readsOnFromWhereTheReaderIs() {
    assertThat(outputs.last(STDOUT)).isEmpty();
    add(STDOUT, 0, 0, "one\n");
    add(STDERR, 0, 0, "oh\n");
    add(STDOUT, 0, 4, "two\n");
    add(STDOUT, 0, 4, "not again\n");
    assertThat(read(STDOUT, -1, 0)).isEqualTo("0@0 one\n0@4 two\n");
    assertThat(read(STDOUT, 0, 4)).isEqualTo("0@4 two\n");
    assertThat(read(STDOUT, 0, 8)).isEmpty();
    assertThat(read(STDERR, -1, 0)).isEqualTo("0@0 oh\n");
    assertThat(outputs.last(STDOUT).orElseThrow().end()).isEqualTo(8);
  }

  @Test
  void aLaterEditionReplacesAllOfAnEarlierOne() {
    add(STDOUT, 0, 0, "one\n");
    add(STDOUT, 0, 4, "two\n");
    add(STDOUT, 1, 0, "1\n");
    assertThat(read(STDOUT, 0, 8)).isEqualTo("1@0 1\n");
    outputs.forget(STDOUT, 1, 0, 0);
    assertThat(read(STDOUT, -1, 0)).isEqualTo("1@0 1\n");
    outputs.forget(STDOUT, 1, 0, 1);
    assertThat(read(STDOUT, -1, 0)).isEmpty();
  }

  @Test
  void goesWithItsJobAndIsMissedWhereItShouldBe() throws Exception {
    TestPostgres.change(
        directory,
        "INSERT INTO jobs (seq, id, command, max_retries, cwd, created_at, updated_at, run_at)"
            + " VALUES (1, 'a', 'true', 0, '/', 0, 0, 0);"
            + " INSERT INTO attempts (job_seq, number, worker, slot, started_at, ended_at, outcome,"
            + " stdout_bytes) VALUES (1, 1, 'w', 0, 0, 0, 'succeeded', 4)");
    assertThat(outputs.unstored(10)).hasSize(1);
    add(STDOUT, 0, 0, "one\n");
    assertThat(outputs.unstored(10)).isEmpty();
    TestPostgres.change(directory, "DELETE FROM jobs");
    assertThat(read(STDOUT, -1, 0)).isEmpty();
  }
}
