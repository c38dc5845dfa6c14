package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.output.OutputOrder;
import dev.queuectl.process.output.TurnWatch;
import dev.queuectl.process.output.Turns;
import dev.queuectl.process.posix.Children;
import dev.queuectl.process.posix.Environment;
import dev.queuectl.process.posix.Limits;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.NativeWait;
import dev.queuectl.process.posix.SpawnRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Starts each command in a session that outlives this process and records the end in a [Journal]:
/// in a [SlotShell] where that makes no difference, at a quarter of the cost, otherwise under a
/// [Wrapper] of its own.
///
/// Each process has a thread of the pool, which starts it, blocks until it has ended, and reports
/// the end.
final class PosixLauncher implements Launcher {
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Journals journals;
  private final @Nullable SlotLauncher slots;
  private final @Nullable TurnWatch turns;
  private final WatcherPool pool = new WatcherPool();

  /// @param slots null to start each command under a wrapper
  PosixLauncher(Journals journals, @Nullable SlotLauncher slots) {
    this(journals, slots, null);
  }

  /// @param turns sees in which order commands print; null if nobody wants to know
  PosixLauncher(Journals journals, @Nullable SlotLauncher slots, @Nullable TurnWatch turns) {
    this.journals = journals;
    this.slots = slots;
    this.turns = turns;
    Native.restoreChildSignal();
  }

  @Override
  public RunningProcess launch(Launch launch, Consumer<Exit> whenEnded) {
    return watch(new SessionProcess(), process -> start(launch, process), whenEnded, false);
  }

  @Override
  public RunningProcess adopt(Adoption adoption, Consumer<Exit> whenEnded) {
    return watch(
        new SessionProcess(),
        process -> new AdoptedWrapper(adoption, process).exit(),
        whenEnded,
        true);
  }

  @Override
  public void resume() {
    pool.resume();
  }

  @Override
  public void rest() {
    pool.rest();
    if (slots != null) {
      slots.shells().rest();
    }
  }

  @Override
  public int carries(int wanted) {
    return Limits.carried(wanted, shells());
  }

  @Override
  public List<String> tooLowFor(int wanted) {
    return Limits.tooLowFor(wanted, shells());
  }

  private int shells() {
    return slots == null ? 0 : slots.shells().count();
  }

  @Override
  public Optional<OutputOrder> takeOrder(Path stdout) {
    return turns == null ? Optional.empty() : turns.take(stdout.toAbsolutePath());
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
    if (turns != null) {
      turns.close();
    }
  }

  /// @param later whether it must be watched, even if not right now
  private RunningProcess watch(
      SessionProcess process, UntilEnd untilEnd, Consumer<Exit> whenEnded, boolean later) {
    Supplier<Exit> exit =
        () -> {
          try {
            return untilEnd.exit(process);
          } catch (RuntimeException e) {
            return process.pid() == 0
                ? Exit.now(new End.NotStarted(e.toString()))
                : lost(process, e);
          } catch (IOException | OutOfMemoryError e) {
            return process.pid() == 0 ? Exit.now(new End.Hindered(e.toString())) : lost(process, e);
          } finally {
            process.ended();
          }
        };
    pool.watch(exit, whenEnded, later);
    return process;
  }

  private static Exit lost(SessionProcess process, Throwable cause) {
    return new Exit(new End.Lost(cause.toString()), process.asked(null), new Exit.Time.Now());
  }

  private interface UntilEnd {
    Exit exit(SessionProcess process) throws IOException;
  }

  /// What is lacking may be what idle shells hold, or what others need for a moment to start.
  private Exit start(Launch launch, SessionProcess process) throws IOException {
    var exit = run(launch, process);
    if (!(exit.end() instanceof End.Hindered(_, var spent))) {
      return exit;
    }
    rest();
    if (spent) {
      return exit;
    }
    LockSupport.parkNanos(MOMENT_NANOS);
    return run(launch, process);
  }

  private Exit run(Launch launch, SessionProcess process) throws IOException {
    var obstacle = launch.prepare();
    if (obstacle.isPresent()) {
      return Exit.now(obstacle.get());
    }
    return slots != null && SlotScript.suits(launch)
        ? slots.run(launch, process)
        : runWrapped(launch, process);
  }

  private Exit runWrapped(Launch launch, SessionProcess process) throws IOException {
    Journal journal;
    try {
      journal = journals.take();
    } catch (IOException e) {
      return Exit.now(new End.Hindered("no journal can be created: " + Obstacles.words(e)));
    }
    try {
      var since = Moment.now();
      var pid = spawn(launch, journal, since);
      if (pid < 0) {
        return Exit.now(SpawnErrors.end(launch, (int) -pid));
      }
      var token = journal.token(launch.key());
      process.started(pid, new SessionProcess.Place(journal.file(), token), since);
      var printed = turns(launch);
      try {
        return await(pid, process, journal, launch.key(), since);
      } finally {
        printed.ifPresent(Turns::end);
      }
    } finally {
      journal.count();
      journals.giveBack(journal);
    }
  }

  /// Its files are where they stay.
  private Optional<Turns> turns(Launch launch) {
    var printed = Optional.ofNullable(turns).map(TurnWatch::turns);
    printed.ifPresent(
        it -> {
          it.created(true, launch.stdout());
          it.created(false, launch.stderr());
          it.moved(true, launch.stdout());
          it.moved(false, launch.stderr());
          it.follow();
        });
    return printed;
  }

  private static long spawn(Launch launch, Journal journal, Moment since) {
    var arguments = Wrapper.arguments(launch, journal.token(launch.key()), since);
    var streams =
        new SpawnRequest.Filed(launch.inputFile(), launch.stdout(), launch.stderr(), journal.fd());
    var environment = new Environment(launch.cwd(), launch.environment(), launch.env());
    return new SpawnRequest(arguments, launch.cwd(), environment, streams).start();
  }

  /// The wrapper stays a zombie, so that the session's number stays its own, until nothing can be
  /// signalled any more.
  private static Exit await(
      long pid, SessionProcess process, Journal journal, String key, Moment since)
      throws IOException {
    var death = NativeWait.awaitChild(pid);
    var report = new EndReport(journal.file(), key, since, Moment.now());
    process.settle(death != NativeWait.Death.EXITED);
    process.ended();
    return report.exit(process, ofStatus(Children.reap(pid)));
  }

  /// @param status as waitpid(2) gives it, -1 if somebody else has reaped our child
  private static End ofStatus(int status) {
    var signal = status & 0x7f;
    if (status == -1) {
      return new End.Lost("something else collected its exit status");
    }
    return signal != 0 ? new End.Signalled(signal) : new End.Exited(status >> 8 & 0xff);
  }
}
