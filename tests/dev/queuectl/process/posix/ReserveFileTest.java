package dev.queuectl.process.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveFileTest {
  @TempDir Path directory;

  @Test
  void is_made_with_its_directory() throws Exception {
    var reserve = new ReserveFile(directory.resolve("run"));
    reserve.make();
    reserve.make();

    assertThat(directory.resolve("run/reserve")).hasSize(ReserveFile.SIZE_BYTES);
    assertThat(reserve.giveUp()).isTrue();
    assertThat(reserve.isThere()).isFalse();
  }

  @Test
  void does_not_bring_back_a_queue_that_was_moved_away() {
    var queue = directory.resolve(".queuectl");

    assertThatThrownBy(new ReserveFile(queue.resolve("run"))::make)
        .isInstanceOf(NoSuchFileException.class);
    assertThat(Files.exists(queue)).isFalse();
  }
}
