package dev.queuectl.process.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.posix.Identities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalsTest {
  private static final String DEAD = " 0 1";

  @TempDir Path home;
  private Path run;

  @BeforeEach
  void makeDirectory() throws Exception {
    run = Files.createDirectory(home.resolve("run"));
    Files.writeString(home.resolve("queue.db"), "SQLite format 3\0");
  }

  private Path journal(String maker, String key) throws Exception {
    var name = "w1.journal.0";
    return Files.writeString(
        run.resolve(name), Journal.HEADER + maker + "\n\ns %s@%s 1\n".formatted(key, name));
  }

  @ParameterizedTest
  @CsvSource({"s1.1.1,false", "s1.2.1,true", "s2.1.1,true"})
  void theDeadsOfAnotherBootGoWithTheLastOfTheirJobs(String key, boolean useless) throws Exception {
    var file = journal("another-boot" + DEAD, key);
    assertThat(Journals.useless(run, "s1", () -> Set.of("s1.1.1")).contains(file))
        .isEqualTo(useless);
  }

  @ParameterizedTest
  @CsvSource({"s1.1.1,false", "s1.2.1,true", "s2.1.1,false"})
  void anotherStoreInTheSameDirectoryKeepsItsOwn(String key, boolean useless) throws Exception {
    Files.writeString(home.resolve("other.db"), "SQLite format 3\0");
    var file = journal(Identities.hostId() + DEAD, key);
    assertThat(Journals.useless(run, "s1", () -> Set.of("s1.1.1")).contains(file))
        .isEqualTo(useless);
  }

  @Test
  void thoseOfAStoreThatWasDeletedGo() throws Exception {
    var file = journal(Identities.hostId() + DEAD, "s2.1.1");
    assertThat(Journals.useless(run, "s1", Set::of)).containsExactly(file);
  }

  @Test
  void theLivingKeepTheirs() throws Exception {
    var self = Identities.self();
    journal("%s %d %d".formatted(self.hostId(), self.pid(), self.startTicks()), "s1.2.1");
    assertThat(Journals.useless(run, "s1", Set::of)).isEmpty();
  }
}
