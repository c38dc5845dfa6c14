package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/// What Java says of streams that fail is known by its text only: these ask the Java that runs.
class OutputTest {
  private static Output.Failed failure(OutputStream sink) {
    return assertThatExceptionOfType(Output.Failed.class)
        .isThrownBy(
            () -> {
              var out = new Output(sink);
              out.text("x".repeat(1 << 20));
              out.flush();
            })
        .actual();
  }

  @Test
  void aPipeWhoseReaderHasGoneIsClosed() throws Exception {
    var reader = new ProcessBuilder("sh", "-c", "exec 0<&-; echo closed; exec sleep 60").start();
    try {
      assertThat(reader.getInputStream().read()).isEqualTo('c');
      var failure = failure(reader.getOutputStream());
      assertThat(failure.getMessage()).isEqualTo(Native.message(Platform.EPIPE));
      assertThat(failure.pipeClosed()).isTrue();
    } finally {
      reader.destroyForcibly();
    }
  }

  @Test
  void aFullDiskIsNot() throws Exception {
    assertThat(failure(new FileOutputStream("/dev/full")).pipeClosed()).isFalse();
  }
}
