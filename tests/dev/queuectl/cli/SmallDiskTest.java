package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.cli.shell.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program on a disk that is full, or that nobody may write to.
class SmallDiskTest {
  @TempDir Path directory;
  private Path disk;
  private Shell shell;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    shell = new Shell(disk.resolve("queue.db"));
    assumeThat(shell.canMount(disk)).as("only root may mount a small disk, with unshare").isTrue();
  }

  private String run(String script) throws Exception {
    return shell.onSmallDisk(disk, "16m", script.formatted(disk));
  }

  @Test
  void enqueue_on_a_full_disk_fails_clearly_and_writes_nothing() throws Exception {
    assertThat(
            run(
                """
                q enqueue --id a true
                dd if=/dev/zero of='%1$s/fill' bs=4096 2>/dev/null
                seq 20000 | sed 's/^/echo /' | q enqueue --file -; echo $?
                rm '%1$s/fill'
                q list | wc -l; q doctor --quiet | grep -c problem; q enqueue --id b true
                """))
        .isEqualTo(
            "a\nqueuectl: the store %s cannot grow because the disk is full; nothing was changed. Free some space and try again.\n3\n2\n1\nb\n"
                .formatted(shell.database()));
  }

  @Test
  void a_running_jobs_end_is_kept_on_a_full_disk_and_work_goes_on_with_room() throws Exception {
    var printed =
        run(
            """
            q config set disk_reserve 2MiB --quiet; q config set max_retries 1 --quiet
            q enqueue --id a ': >"%1$s/began"; until [ -e "%1$s/go" ]; do sleep 0.05; done; exit 7'
            q worker start --count 2 >'%1$s/../log' 2>&1 & worker=$!
            until [ -e '%1$s/run/reserve' ] && [ -e '%1$s/began' ]; do sleep 0.05; done
            dd if=/dev/zero of='%1$s/fill' bs=4096 2>/dev/null
            until grep -q 'Claiming is paused' '%1$s/../log'; do sleep 0.05; done
            : >'%1$s/go'
            q wait a >/dev/null; q show a | grep ^state
            rm '%1$s/fill'
            q enqueue --id b 'echo b'
            q wait b >/dev/null; q show b | grep ^state
            ls '%1$s/run/reserve'
            q worker stop >/dev/null; wait $worker; echo $?
            """);
    assertThat(printed).endsWith("state: dead\nb\nstate: completed\n" + disk + "/run/reserve\n0\n");
  }

  @Test
  void a_read_only_disk_is_named_and_no_worker_starts_on_it() throws Exception {
    var refused =
        "queuectl: the store %s is read-only; nothing was changed. Check its mode, its directory's mode and the mount.\n3\n"
            .formatted(shell.database());
    assertThat(
            run(
                """
                q enqueue --id a true; mount -o remount,ro '%1$s'
                q enqueue true; echo $?
                q worker start; echo $?
                """))
        .isEqualTo("a\n" + refused + refused);
  }
}
