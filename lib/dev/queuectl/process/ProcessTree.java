package dev.queuectl.process;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process of [ProcessBuilder] with its descendants, as far as they still have their parents.
/// [ProcessHandle] compares start times, so no signal reaches a stranger with the same pid.
final class ProcessTree implements RunningProcess {
  private @Nullable ProcessHandle root;
  private @Nullable Consumer<ProcessHandle> asked;

  @Override
  public synchronized long pid() {
    return root == null ? 0 : root.pid();
  }

  @Override
  public void terminate() {
    ask(ProcessHandle::destroy);
  }

  @Override
  public void kill() {
    ask(ProcessHandle::destroyForcibly);
  }

  /// What was asked before is done now.
  synchronized void started(Process process) {
    root = process.toHandle();
    if (asked != null) {
      ask(asked);
    }
  }

  private synchronized void ask(Consumer<ProcessHandle> what) {
    asked = what;
    if (root != null) {
      all(root).forEach(what);
    }
  }

  /// Found before the first signal: orphans cannot be found any more.
  private static List<ProcessHandle> all(ProcessHandle root) {
    return Stream.concat(root.descendants(), Stream.of(root)).toList();
  }
}
