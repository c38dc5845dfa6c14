package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Jvm;
import dev.queuectl.Until;
import dev.queuectl.report.ShellWords;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts the program as processes of their own, over the store of a [Cli], and kills those that
/// are left.
public final class ProgramProcess {
  private final Cli cli;
  private final List<Running> started = new ArrayList<>();

  /// What the processes that start from now on get besides.
  public final Map<String, String> env = new HashMap<>();

  public ProgramProcess(Cli cli) {
    this.cli = cli;
  }

  /// One of the processes.
  public record Running(Process process, Path out) {
    /// @param name `TERM`, `INT` and so on
    public Running signal(String name) throws IOException, InterruptedException {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      return this;
    }

    public void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    public int exitCode() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return process.exitValue();
    }

    public String printed() throws IOException {
      return Files.readString(out);
    }

    public Running until(String text) {
      Until.until("it prints " + text, () -> printed().contains(text));
      return this;
    }
  }

  /// The words that start the program.
  public static List<String> words(String... args) {
    return words(Main.class, args);
  }

  /// @param main what the program begins with
  static List<String> words(Class<?> main, String... args) {
    var words = Jvm.words();
    words.add(main.getName());
    words.addAll(List.of(args));
    return words;
  }

  /// Makes a `queuectl` in that directory of the `PATH`.
  public static void putOnPath(Path folder) throws IOException {
    var script = folder.resolve("queuectl");
    Files.writeString(script, "#!/bin/sh\nexec " + ShellWords.quoted(words()) + " \"$@\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  /// Standard output and error go to one file; there is nothing to read, which `run` would wait
  /// for.
  public Running start(String... args) throws IOException {
    var out = Files.createTempFile(cli.directory, "printed", ".txt");
    return start(words(args), Redirect.to(out.toFile()), out);
  }

  public Running start(List<String> words, Redirect to, Path out) throws IOException {
    return start(words, Redirect.from(new File("/dev/null")), to, out);
  }

  public Running start(List<String> words, Redirect from, Redirect to, Path out)
      throws IOException {
    var builder = new ProcessBuilder(interruptible(words)).redirectErrorStream(true);
    builder.redirectInput(from).redirectOutput(to);
    builder.directory(cli.directory.toFile());
    builder.environment().put("QUEUECTL_DB", cli.database().toString());
    builder.environment().putAll(env);
    var running = new Running(builder.start(), out);
    started.add(running);
    return running;
  }

  /// What a script runs in its background ignores Ctrl-C; so would all that such tests start.
  public static List<String> interruptible(List<String> words) throws IOException {
    var status = Path.of("/proc/self/status");
    if (Files.notExists(status)
        || Files.readAllLines(status).stream().noneMatch(ProgramProcess::saysIgnored)) {
      return words;
    }
    var all = new ArrayList<>(List.of("env", "--default-signal=INT"));
    all.addAll(words);
    return all;
  }

  /// As a bit of a mask, from the right.
  private static boolean saysIgnored(String line) {
    return line.matches("SigIgn:.*[2367abef]");
  }

  /// A worker that has joined.
  public Running worker(String... options) throws IOException {
    var words = new ArrayList<>(List.of("worker", "start"));
    words.addAll(List.of(options));
    return start(words.toArray(String[]::new)).until("started with");
  }

  public void close() throws InterruptedException {
    for (var running : started) {
      running.kill();
    }
  }
}
