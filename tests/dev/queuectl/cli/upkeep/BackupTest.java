package dev.queuectl.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void copies_the_queue_and_says_what_it_wrote() {
    cli.run("enqueue", "make", "--id", "a");
    assertThat(cli.run("backup", "copy.db").line())
        .matches("Wrote " + directory + "/copy.db: 1 job, \\d+ KiB, checked and sound\\.");
    assertThat(cli.run("--db", "copy.db", "list").out()).contains("a  ");
    assertThat(cli.run("backup", "other.db", "--json").line())
        .matches("\\{\"file\": \".*/other.db\", \"bytes\": \\d+, \"jobs\": 1}");
  }

  @Test
  void replaces_nothing_unless_forced() throws Exception {
    cli.run("enqueue", "make");
    Files.writeString(directory.resolve("copy.db"), "diary");
    var ran = cli.run("backup", "copy.db");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: %s/copy.db exists already; nothing was written. Choose another name, or replace it with --force.\n"
                .formatted(directory));
    assertThat(directory.resolve("copy.db")).hasContent("diary");
    assertThat(cli.run("backup", "copy.db", "--force").code()).isZero();
  }

  @Test
  void makes_no_queue_to_copy() {
    var ran = cli.run("backup", "copy.db");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("queuectl: there is no queue at " + cli.database());
    assertThat(directory).isEmptyDirectory();
  }
}
