package dev.queuectl.cli;

import dev.queuectl.NewJob;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobField;
import org.jspecify.annotations.Nullable;

/// A job as another tool lists it.
///
/// @param cwd null for where it is imported
/// @param queue null for the default one
/// @param succeeded whether there is nothing left to do
record ForeignJob(
    String command,
    @Nullable String cwd,
    @Nullable String queue,
    int priority,
    boolean held,
    boolean succeeded) {

  ForeignJob(String command, boolean succeeded) {
    this(command, null, null, 0, false, succeeded);
  }

  /// @throws dev.queuectl.QueueException.Invalid if it cannot be a job here
  NewJob toJob(JobDefaults defaults) {
    var draft = new JobDraft().put(JobField.COMMAND, command);
    draft.putIfGiven(JobField.CWD, cwd);
    draft.putIfGiven(JobField.QUEUE, queue);
    draft.putIfGiven(JobField.PRIORITY, priority == 0 ? null : Integer.toString(priority));
    draft.putIfGiven(JobField.HELD, held ? "true" : null);
    return draft.toJob(defaults);
  }
}
