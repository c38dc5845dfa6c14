package dev.queuectl.process;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Starts each command in a session that outlives this process and records the end in a [Journal]:
/// where that makes no difference in a [SlotShell], which costs a quarter, else under a [Wrapper]
/// of its own.
///
/// A thread of the pool goes with each process: it starts it, blocks until the end, and reports it.
final class PosixLauncher implements Launcher {
  private final Journals journals;
  private final @Nullable SlotLauncher slots;
  private final WatcherPool pool = new WatcherPool();

  /// @param slots null to start each command under a wrapper
  PosixLauncher(Journals journals, @Nullable SlotLauncher slots) {
    this.journals = journals;
    this.slots = slots;
    Native.restoreChildSignal();
  }

  @Override
  public RunningProcess launch(Launch launch, Consumer<ProcessEnd> whenEnded) {
    return watch(new SessionProcess(), process -> run(launch, process), whenEnded);
  }

  @Override
  public RunningProcess adopt(Adoption adoption, Consumer<ProcessEnd> whenEnded) {
    return watch(
        new SessionProcess(), process -> new AdoptedWrapper(adoption, process).end(), whenEnded);
  }

  @Override
  public void rest() {
    if (slots != null) {
      slots.shells().rest();
    }
  }

  @Override
  public void forget() {
    rest();
    journals.forget();
  }

  @Override
  public void close() {
    pool.close();
    if (slots != null) {
      slots.shells().close();
    }
    journals.close();
  }

  private RunningProcess watch(
      SessionProcess process, Watch watch, Consumer<ProcessEnd> whenEnded) {
    Supplier<ProcessEnd> end =
        () -> {
          try {
            return watch.until(process);
          } catch (IOException | RuntimeException e) {
            return process.pid() == 0
                ? new ProcessEnd.NotStarted(e.toString())
                : new ProcessEnd.Lost(e.toString());
          } finally {
            process.ended();
          }
        };
    pool.watch(end, whenEnded);
    return process;
  }

  private interface Watch {
    ProcessEnd until(SessionProcess process) throws IOException;
  }

  private ProcessEnd run(Launch launch, SessionProcess process) throws IOException {
    var obstacle = launch.makeDirectories();
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    return slots != null && SlotScript.suits(launch)
        ? slots.run(launch, process)
        : runWrapped(launch, process);
  }

  private ProcessEnd runWrapped(Launch launch, SessionProcess process) throws IOException {
    var journal = journals.take();
    try {
      var pid = spawn(launch, journal);
      if (pid < 0) {
        return new ProcessEnd.NotStarted(Refusal.reason(launch, (int) -pid));
      }
      process.started(pid);
      return await(pid, process, journal, launch.key());
    } finally {
      journal.count();
      journals.giveBack(journal);
    }
  }

  private static long spawn(Launch launch, Journal journal) {
    var arguments = Wrapper.arguments(journal.token(launch.key()), launch.command());
    var streams = new SpawnRequest.Filed(launch.stdout(), launch.stderr(), journal.fd());
    return new SpawnRequest(arguments, launch.cwd(), new Environment(launch.env()), streams)
        .start();
  }

  /// The wrapper stays a zombie, and the session's number its own, until nothing can be signalled
  /// any more.
  private static ProcessEnd await(long pid, SessionProcess process, Journal journal, String key)
      throws IOException {
    var death = NativeWait.awaitChild(pid);
    process.settle(death != NativeWait.Death.EXITED);
    process.ended();
    return end(NativeWait.reap(pid), journal, key);
  }

  /// @param status as waitpid(2) gives it, -1 if somebody else has reaped our child
  private static ProcessEnd end(int status, Journal journal, String key) throws IOException {
    var signal = status & 0x7f;
    var code = status >> 8 & 0xff;
    if (status != -1 && signal != 0) {
      return new ProcessEnd.Signalled(signal);
    }
    if (status != -1 && code <= 128) {
      return new ProcessEnd.Exited(code);
    }
    var recorded = JournalReader.read(journal.file(), key).map(JournalReader.Entry::end);
    return recorded.orElseGet(
        () ->
            status == -1
                ? new ProcessEnd.Lost("its exit status was taken by somebody else")
                : new ProcessEnd.Exited(code));
  }
}
