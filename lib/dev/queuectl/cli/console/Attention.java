package dev.queuectl.cli.console;

import org.jspecify.annotations.Nullable;

/// Breaks off the wait for what a person types when Ctrl-C or TERM comes. What comes between two
/// waits breaks off the next one: a prompt that is just about to be shown is none that can miss it.
public final class Attention {
  private @Nullable Thread waiting;
  private boolean missed;

  /// The calling thread waits from now on: its waits end by being interrupted.
  public synchronized void begin() {
    waiting = Thread.currentThread();
    if (missed) {
      missed = false;
      waiting.interrupt();
    }
  }

  /// It does not wait any more.
  public synchronized void end() {
    waiting = null;
    missed |= Thread.interrupted();
  }

  public synchronized void interrupt() {
    if (waiting == null) {
      missed = true;
    } else {
      waiting.interrupt();
    }
  }
}
