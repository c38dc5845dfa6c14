package dev.queuectl.worker;

import dev.queuectl.process.Adoption;
import dev.queuectl.process.Launch;
import dev.queuectl.process.Launcher;
import dev.queuectl.process.ProcessEnd;
import dev.queuectl.process.RunningProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Starts nothing: a test says when and how each process ends, by the command it was launched with.
final class FakeLauncher implements Launcher {
  final List<String> launched = new ArrayList<>();
  final List<Adoption> adopted = new ArrayList<>();
  boolean forgotten;
  int rests;
  final List<String> signals = new ArrayList<>();
  final List<Map<String, String>> environments = new ArrayList<>();
  private final Map<String, Consumer<ProcessEnd>> running = new LinkedHashMap<>();

  @Override
  public RunningProcess launch(Launch launch, Consumer<ProcessEnd> whenEnded) {
    launched.add(launch.command());
    environments.add(launch.env());
    running.put(launch.command(), whenEnded);
    return process(launch.command());
  }

  @Override
  public RunningProcess adopt(Adoption adoption, Consumer<ProcessEnd> whenEnded) {
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
      public void terminate() {
        signals.add("TERM " + name);
      }

      @Override
      public void kill() {
        signals.add("KILL " + name);
      }
    };
  }

  void end(String name, ProcessEnd end) {
    Objects.requireNonNull(running.remove(name), name + " does not run").accept(end);
  }

  void exit(String name, int code) {
    end(name, new ProcessEnd.Exited(code));
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
