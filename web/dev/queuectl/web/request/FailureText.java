package dev.queuectl.web.request;

import dev.queuectl.QueueException;

/// What somebody at the dashboard or the API reads of a failure.
public final class FailureText {
  private FailureText() {}

  /// What happened and what to do.
  public static String of(QueueException failure) {
    var what = failure.getMessage();
    var sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1);
    var ended = sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    var advice = failure.adviceElsewhere();
    return advice.isEmpty() ? ended : ended + " " + advice;
  }
}
