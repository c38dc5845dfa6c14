package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Shell scripts that call the program, as `q`, in processes of their own.
///
/// @param database what `q` works on
public record Shell(Path database) {
  private static final String MOUNT = "mount -t tmpfs -o size=%s tmpfs '%s' && ";

  /// Standard output and error of a script.
  public String run(String script) throws IOException, InterruptedException {
    return run(List.of(), script);
  }

  /// Runs a script that alone sees a small disk of its own at a place.
  public String onSmallDisk(Path place, String size, String script)
      throws IOException, InterruptedException {
    return run(List.of("unshare", "-m"), MOUNT.formatted(size, place) + script);
  }

  /// Whether [#onSmallDisk] works for this user on this system.
  public boolean canMount(Path place) throws IOException, InterruptedException {
    try {
      return onSmallDisk(place, "1m", "echo mounted").equals("mounted\n");
    } catch (IOException e) {
      return false; // there is no unshare
    }
  }

  private String run(List<String> prefix, String script) throws IOException, InterruptedException {
    var words = new ArrayList<>(prefix);
    words.addAll(
        List.of(
            "bash",
            "-c",
            "q() { " + ShellWords.quoted(ProgramProcess.words()) + " \"$@\"; }; " + script));
    var builder = new ProcessBuilder(ProgramProcess.interruptible(words));
    builder.redirectErrorStream(true);
    builder.environment().put("QUEUECTL_DB", database.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed;
  }
}
