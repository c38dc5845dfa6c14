package dev.queuectl.process.launch;

import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.posix.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process of [ProcessBuilder] with its descendants, as far as they still have their parents.
/// [ProcessHandle] compares start times, so no signal reaches a stranger with the same pid.
final class ProcessTree implements RunningProcess {
  private @Nullable ProcessHandle root;
  private @Nullable Moment startedAt;
  private @Nullable StopReason reason;
  private @Nullable Consumer<ProcessHandle> signal;

  @Override
  public synchronized long pid() {
    return root == null ? 0 : root.pid();
  }

  @Override
  public synchronized Optional<Duration> ran() {
    return Optional.ofNullable(startedAt).map(Moment::ran);
  }

  @Override
  public synchronized Optional<StopReason> asked() {
    return Optional.ofNullable(reason);
  }

  @Override
  public synchronized void terminate(StopReason why) {
    if (reason == null && (root == null || root.isAlive())) {
      reason = why;
    }
    ask(ProcessHandle::destroy);
  }

  @Override
  public void kill() {
    ask(ProcessHandle::destroyForcibly);
  }

  /// What was asked earlier is done now.
  synchronized void started(Process process) {
    root = process.toHandle();
    startedAt = Moment.now();
    if (signal != null) {
      ask(signal);
    }
  }

  private synchronized void ask(Consumer<ProcessHandle> what) {
    signal = what;
    if (root != null) {
      all(root).forEach(what);
    }
  }

  /// Found before the first signal: orphans cannot be found any more.
  private static List<ProcessHandle> all(ProcessHandle root) {
    return Stream.concat(root.descendants(), Stream.of(root)).toList();
  }
}
