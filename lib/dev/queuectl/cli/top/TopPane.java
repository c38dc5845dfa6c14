package dev.queuectl.cli.top;

/// The lists of `top`.
enum TopPane {
  RUNNING("Running"),
  WAITING("Waiting"),
  DEAD("Dead"),
  /// Completed and cancelled.
  FINISHED("Finished");

  private final String title;

  TopPane(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  TopPane next(int steps) {
    return values()[Math.floorMod(ordinal() + steps, values().length)];
  }
}
