package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import dev.queuectl.QueueException.Known;
import dev.queuectl.report.FailureClause;

/// What somebody at the dashboard or the API reads of a failure.
public final class FailureText {
  private FailureText() {}

  /// The status of an answer that says so.
  public static int status(QueueException failure) {
    return switch (failure) {
      case QueueException.NotFound _ -> 404;
      case QueueException.WrongState _, QueueException.Duplicate _ -> 409;
      case QueueException.Outdated _ -> 412;
      case QueueException.Invalid _ -> 400;
      case QueueException.Unavailable _ -> 503;
    };
  }

  /// What happened and what to do, for a person at a page.
  public static String of(QueueException failure) {
    return sentences(
        failure,
        failure.remedy() == Known.OTHER_ID_OR_REPLACE ? "Choose another id." : advice(failure));
  }

  /// The same for a program.
  public static String ofApi(QueueException failure) {
    return sentences(
        failure,
        failure.remedy() == Known.OTHER_ID_OR_REPLACE
            ? "Choose another id, or replace the job with force=true."
            : advice(failure));
  }

  /// What can be done here: a client over HTTP cannot choose a database or a file.
  private static String advice(QueueException failure) {
    return switch (failure.remedy()) {
      case Known.REPORT -> "Try again.";
      case Known.WRITABLE_STORE -> "Check that the path is writable.";
      case QueueException.RetryOther(var other, _) -> "Retry " + other + ".";
      case QueueException.RemoveOthers() -> "Cancel or remove those first.";
      case Known _, QueueException.MistakenForJson _, QueueException.CopyFirst _ ->
          failure.advice();
    };
  }

  private static String sentences(QueueException failure, String advice) {
    var what = FailureClause.of(failure);
    var sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1);
    var ended = sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    return advice.isEmpty() ? ended : ended + " " + advice;
  }
}
