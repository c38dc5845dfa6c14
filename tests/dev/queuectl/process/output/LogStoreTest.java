package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final int CAP_BYTES = 1000;

  @TempDir Path directory;

  @Test
  void thousandJobsShareADirectory() throws Exception {
    var logs = logs();

    assertThat(logs.output(1999, 2).stdout()).isEqualTo(logs.root().resolve("1/1999.2.out"));
    assertThat(logs.output(2000, 1).stderr()).isEqualTo(logs.root().resolve("2/2000.1.err"));
  }

  private LogStore.Output prepared(long seq, int attempt) throws IOException {
    var output = logs().output(seq, attempt);
    Files.createDirectories(output.stdout().getParent());
    return output;
  }

  @Test
  void emptyAndMissingOutputTakesNoFile() throws Exception {
    var output = prepared(1, 1);
    Files.createFile(output.stdout());

    assertThat(logs().seal(1, 1, CAP_BYTES)).isEqualTo(new LogStore.Sizes(0, 0));
    assertThat(output.stdout()).doesNotExist();
  }

  @Test
  void outputUpToTheCapIsKept() throws Exception {
    var output = prepared(1, 1);
    Files.writeString(output.stdout(), "x".repeat(CAP_BYTES));

    assertThat(logs().seal(1, 1, CAP_BYTES)).isEqualTo(new LogStore.Sizes(CAP_BYTES, 0));
    assertThat(output.stdout()).hasContent("x".repeat(CAP_BYTES));
  }

  @Test
  void longOutputKeepsItsBeginningAndItsEnd() throws Exception {
    var output = prepared(1, 1);
    Files.writeString(output.stderr(), "a".repeat(4000) + "z".repeat(4000));

    var sizes = logs().seal(1, 1, CAP_BYTES);
    assertThat(output.stderr())
        .hasContent(
            "a".repeat(450)
                + "\n[queuectl: 7100 bytes left out here, output_max is 1000]\n"
                + "z".repeat(450));
    assertThat(sizes.stderrBytes()).isEqualTo(Files.size(output.stderr()));
    assertThat(logs().seal(1, 1, CAP_BYTES)).isEqualTo(sizes);
  }

  @Test
  void allAttemptsAreRemoved() throws Exception {
    for (var attempt = 1; attempt <= 3; attempt++) {
      Files.writeString(prepared(1, attempt).stdout(), "x");
    }
    Files.writeString(prepared(11, 1).stdout(), "x");
    logs().remove(1, 3);

    assertThat(logs().root().resolve("0")).isDirectoryContaining("glob:**/11.1.out");
    assertThat(logs().root().resolve("0")).isDirectoryNotContaining("glob:**/1.*");
  }

  private LogStore logs() {
    return new LogStore(directory.resolve("logs/s1"));
  }
}
