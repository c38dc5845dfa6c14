package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Real commands through a launcher, in a directory of the test.
public record Runs(Launcher launcher, Path directory, AtomicInteger next) {

  public Runs(Launcher launcher, Path directory) {
    this(launcher, directory, new AtomicInteger());
  }

  /// A command that was launched.
  public record Run(Launch launch, RunningProcess process, CompletableFuture<Exit> ended) {

    public End end() {
      return exit().end();
    }

    Exit exit() {
      try {
        return ended.get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(launch.command() + " did not end", e);
      }
    }

    public String stdout() {
      return text(launch.stdout());
    }

    public String stderr() {
      return text(launch.stderr());
    }

    private static String text(Path file) {
      try {
        return Files.exists(file) ? Files.readString(file) : "";
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  public Run start(String command) {
    return start(command, directory.toString(), Map.of());
  }

  public Run start(String command, String cwd, Map<String, String> env) {
    var key = next.incrementAndGet() + ".1";
    return start(TestLaunch.in(directory, key, command, cwd, env));
  }

  public Run start(Launch launch) {
    var ended = new CompletableFuture<Exit>();
    return new Run(launch, launcher.launch(launch, ended::complete), ended);
  }

  public End end(String command) {
    return start(command).end();
  }
}
