package dev.queuectl.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders that another user has put where the queue is looked for.
class FolderOwnerTest {
  private static final int OTHER = 12_345;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(
        Files.exists(Path.of("/proc/self"))
            && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "only root can give files away");
    cli = new Cli(directory);
    cli.env.remove("QUEUECTL_DB");
    cli.cwd = Files.createDirectories(directory.resolve("work/here"));
  }

  private static void giveAway(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", OTHER, LinkOption.NOFOLLOW_LINKS);
  }

  private void refuses(Path folder) {
    for (var line : new String[] {"enqueue true", "list", "worker start --drain"}) {
      var ran = cli.run(line.split(" "));
      assertThat(ran.code()).as(line).isEqualTo(3);
      assertThat(ran.err()).as(line).contains(folder + " belongs to another user, 12345");
    }
    assertThat(folder.resolve("queue.db")).doesNotExist();
  }

  @Test
  void a_queue_above_here_that_is_somebody_else_s_is_not_used_unasked() throws IOException {
    var planted = Files.createDirectory(directory.resolve("work/.queuectl"));
    giveAway(planted);
    refuses(planted);
    var named = planted.resolve("queue.db").toString();
    assertThat(cli.run("enqueue", "true", "--db", named).code()).isZero();
    cli.env.put("SUDO_UID", Integer.toString(OTHER));
    assertThat(cli.run("list").code()).isZero();
  }

  @Test
  void nor_is_a_data_folder_made_beforehand_nor_what_a_link_of_theirs_leads_to()
      throws IOException {
    var data = Files.createDirectories(directory.resolve(".local/share/queuectl"));
    giveAway(data);
    refuses(data);
    Files.delete(data);
    var own = Files.createDirectory(directory.resolve("own"));
    giveAway(Files.createSymbolicLink(data, own));
    refuses(data);
  }

  @Test
  void nor_is_a_folder_for_output_beside_a_database_that_was_named() throws IOException {
    cli.env.put("QUEUECTL_DB", cli.database().toString());
    for (var name : new String[] {"logs", "run"}) {
      var folder = Files.createDirectory(directory.resolve(name));
      giveAway(folder);
      var ran = cli.run("enqueue", "true");
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err())
          .contains(folder + " belongs to another user", "Move it away")
          .doesNotContain("trust them");
      Files.delete(folder);
    }
    assertThat(cli.run("enqueue", "true").code()).isZero();
  }

  @Test
  void a_link_of_one_s_own_is_followed() throws IOException {
    var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("work/.queuectl"), elsewhere);
    assertThat(cli.run("enqueue", "true").code()).isZero();
    assertThat(elsewhere.resolve("queue.db")).exists();
  }
}
