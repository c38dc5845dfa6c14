package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObstaclesTest {
  @TempDir Path directory;

  private Path run() {
    return directory.resolve("run");
  }

  private LogStore logs() {
    return new LogStore(directory.resolve("logs/store"));
  }

  @Test
  void nothingIsInTheWayOfDirectoriesThatAreNotThereYet() {
    assertThat(Obstacles.find(0, run(), logs())).isEmpty();
    assertThat(run()).doesNotExist();
  }

  @Test
  void aFileInThePlaceOfADirectoryIsInTheWay() throws Exception {
    Files.createFile(run());
    assertThat(Obstacles.find(0, run(), logs())).contains(run() + " is not a directory");
    Files.delete(run());
    Files.createFile(directory.resolve("logs"));
    assertThat(Obstacles.find(0, run(), logs()))
        .contains(directory.resolve("logs") + " is not a directory");
  }

  @Test
  void tooLittleRoomIsInTheWay() {
    assertThat(Obstacles.find(Long.MAX_VALUE, run(), logs()).orElseThrow())
        .contains("free at " + directory);
  }
}
