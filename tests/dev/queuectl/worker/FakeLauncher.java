package dev.queuectl.worker;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.launch.Adoption;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.launch.RunningProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Starts nothing: a test says when and how each process ends, by the command it was launched with.
final class FakeLauncher implements Launcher {
  final List<Launch> launched = new ArrayList<>();
  final List<Adoption> adopted = new ArrayList<>();
  boolean forgotten;
  int rests;

  /// A bug: no process can be asked anything.
  boolean isBroken;

  /// How many jobs at a time the limits carry.
  int carries = Integer.MAX_VALUE;

  final List<String> signals = new ArrayList<>();
  private final Map<String, Duration> started = new HashMap<>();
  private final Map<String, StopReason> asked = new HashMap<>();
  private final Supplier<Duration> clock;
  private final Map<String, Consumer<Exit>> running = new LinkedHashMap<>();

  /// @param clock the one that never jumps
  FakeLauncher(Supplier<Duration> clock) {
    this.clock = clock;
  }

  @Override
  public RunningProcess launch(Launch launch, Consumer<Exit> whenEnded) {
    launched.add(launch);
    running.put(launch.command(), whenEnded);
    started.put(launch.command(), clock.get());
    return process(launch.command());
  }

  @Override
  public int carries(int wanted) {
    return Math.min(wanted, carries);
  }

  @Override
  public RunningProcess adopt(Adoption adoption, Consumer<Exit> whenEnded) {
    adopted.add(adoption);
    running.put(adoption.key(), whenEnded);
    return process(adoption.key());
  }

  private RunningProcess process(String name) {
    return new RunningProcess() {
      @Override
      public long pid() {
        return 4711;
      }

      @Override
      public Optional<Duration> ran() {
        return Optional.ofNullable(started.get(name)).map(at -> clock.get().minus(at));
      }

      @Override
      public Optional<StopReason> asked() {
        if (isBroken) {
          throw new IllegalStateException("a bug");
        }
        return Optional.ofNullable(asked.get(name));
      }

      @Override
      public void terminate(StopReason why) {
        asked.putIfAbsent(name, why);
        signals.add("TERM " + name);
      }

      @Override
      public void kill() {
        signals.add("KILL " + name);
      }
    };
  }

  /// What an adopted process turns out to be: one that runs, for so long already.
  void found(String name, Duration ran) {
    started.put(name, clock.get().minus(ran));
  }

  /// What its dead worker had asked an adopted process.
  void foundAsked(String name, StopReason why) {
    asked.put(name, why);
  }

  void end(String name, End end) {
    end(name, new Exit(end, asked.get(name), new Exit.Time.Now()));
  }

  void end(String name, Exit exit) {
    Objects.requireNonNull(running.remove(name), name + " does not run").accept(exit);
  }

  void exit(String name, int code) {
    end(name, new End.Exited(code));
  }

  /// Of all that was launched.
  List<String> commands() {
    return launched.stream().map(Launch::command).toList();
  }

  List<String> running() {
    return List.copyOf(running.keySet());
  }

  @Override
  public void rest() {
    rests++;
  }

  @Override
  public void forget() {
    forgotten = true;
  }

  @Override
  public void close() {}
}
