package dev.queuectl.cli;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;

/// How many jobs a worker runs at a time, as people write and read it.
final class Slots {
  private static final int MOST = Worker.MOST_SLOTS;

  private Slots() {}

  /// @param what is being parsed, for the message
  /// @throws QueueException.Invalid
  static int parse(String what, String text) {
    try {
      return NewJob.inRange(what, Long.parseLong(text.strip()), 1, MOST);
    } catch (NumberFormatException e) {
      throw new QueueException.Invalid(
          "%s must be a whole number between 1 and %d, was \"%s\"".formatted(what, MOST, text));
    }
  }

  static String text(int slots) {
    return slots == 1 ? "1 slot" : slots + " slots";
  }
}
