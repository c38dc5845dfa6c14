package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// For platforms without sessions: plain [ProcessBuilder]. If the worker dies, the end of what it
/// started is not recorded, so nothing can be adopted. On Windows, `cmd /c` runs the command.
final class ProcessBuilderLauncher implements Launcher {
  private static final boolean WINDOWS = !Platform.POSIX;

  private final WatcherPool pool = new WatcherPool();

  @Override
  public RunningProcess launch(Launch launch, Consumer<Exit> whenEnded) {
    var process = new ProcessTree();
    pool.watch(
        () -> {
          var end = run(launch, process);
          return new Exit(end, process.asked().orElse(null), new Exit.Time.Now());
        },
        whenEnded,
        false);
    return process;
  }

  @Override
  public RunningProcess adopt(Adoption adoption, Consumer<Exit> whenEnded) {
    var lost = new End.Lost("this platform cannot take over a running process");
    pool.watch(() -> Exit.unseen(lost, null), whenEnded, true);
    return new ProcessTree();
  }

  @Override
  public void resume() {
    pool.resume();
  }

  @Override
  public void forget() {} // it keeps no records

  @Override
  public void close() {
    pool.close();
  }

  private static End run(Launch launch, ProcessTree tree) {
    var obstacle = SpawnErrors.ofCommand(launch).or(launch::prepare);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    try {
      Files.createFile(launch.stdout(), PrivateFiles.fileMode());
      Files.createFile(launch.stderr(), PrivateFiles.fileMode());
      var process = builder(launch).start();
      tree.started(process);
      var code = process.waitFor();
      return WINDOWS ? new End.Exited(code) : End.ofShellCode(code);
    } catch (FileAlreadyExistsException e) {
      return SpawnErrors.taken(launch);
    } catch (IOException e) {
      return launch.shell() == null
          ? SpawnErrors.end(launch, e)
          : new End.NotStarted("its shell cannot be run: " + e.getMessage());
    } catch (RuntimeException e) {
      return new End.NotStarted(e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new End.Lost("the thread that watched it was interrupted");
    }
  }

  private static ProcessBuilder builder(Launch launch) {
    var words = new ArrayList<>(launch.shellWords());
    if (words.isEmpty()) {
      words.addAll(WINDOWS ? List.of("cmd", "/c") : List.of("/bin/sh", "-c"));
    }
    words.add(launch.command());
    var builder = new ProcessBuilder(words);
    var base = launch.environment();
    if (base != null) {
      builder.environment().clear();
      builder.environment().putAll(base.variables());
    }
    builder.environment().putAll(launch.env());
    return builder
        .directory(Path.of(launch.cwd()).toFile())
        .redirectInput(
            Objects.requireNonNullElse(launch.inputFile(), Path.of(WINDOWS ? "NUL" : "/dev/null"))
                .toFile())
        .redirectOutput(Redirect.appendTo(launch.stdout().toFile()))
        .redirectError(Redirect.appendTo(launch.stderr().toFile()));
  }
}
