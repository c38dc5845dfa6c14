package dev.queuectl.cli.worker;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;

/// How many jobs a worker runs at a time, as people write it.
public final class Slots {
  private static final int MOST = Worker.MOST_SLOTS;

  private Slots() {}

  /// @param what is being parsed, for the message
  /// @throws QueueException.Invalid
  public static int parse(String what, String text) {
    return Numbers.whole(what, text, 1, MOST);
  }
}
