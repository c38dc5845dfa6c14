package dev.queuectl.report;

import dev.queuectl.QueueException;

/// What happened and what was being done, for people: the same for commands, pages and API. Each of
/// them words itself what to do about it.
public final class FailureClause {
  private FailureClause() {}

  /// Without a full stop.
  public static String of(QueueException failure) {
    var clause = failure.getMessage();
    for (var context : failure.contexts()) {
      clause = within(context, clause);
    }
    return clause;
  }

  private static String within(QueueException.Context context, String what) {
    return switch (context) {
      case QueueException.Place(var place) -> "job %,d: %s".formatted(place + 1, what);
      case QueueException.Line(var number) -> "line %d: %s".formatted(number, what);
      case QueueException.Item(var number) -> "item %d: %s".formatted(number, what);
      case QueueException.Element(var number, var line) ->
          "job %d, line %d: %s".formatted(number, line, what);
      case QueueException.Foreign(var name) -> "job %s: %s".formatted(name, what);
      case QueueException.Copying(var file) -> "no copy was made at %s: %s".formatted(file, what);
      case QueueException.Restoring(var file) ->
          "%s was not restored; nothing was changed: %s".formatted(file, what);
      case QueueException.Leaving(var jobs) ->
          "%s: this worker claims no more jobs and exits; %s".formatted(what, left(jobs));
      case QueueException.Adding.ENQUEUING -> what + "; nothing was enqueued";
      case QueueException.Adding.IMPORTING -> what + "; nothing was imported";
    };
  }

  private static String left(int jobs) {
    return switch (jobs) {
      case 0 -> "no job was running";
      case 1 -> "1 job keeps running";
      default -> jobs + " jobs keep running";
    };
  }
}
