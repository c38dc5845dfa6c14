package dev.queuectl.cli.transfer;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as another tool lists it: grows while its list is read.
final class ForeignJob {
  private final String name;
  private final String command;
  private final List<String> losses = new ArrayList<>();
  private Map<String, String> env = Map.of();
  private @Nullable String cwd;
  private @Nullable String queue;
  private @Nullable String runAt;
  private @Nullable String id;
  private @Nullable String retries;
  private @Nullable String timeout;
  private int priority;
  private boolean held;
  private boolean succeeded;
  private boolean leftOut;

  /// @param name what that tool calls it
  ForeignJob(String name, String command) {
    this.name = name;
    this.command = command;
  }

  /// @param path null for where it is imported
  /// @param line null for the default queue
  ForeignJob in(@Nullable String path, @Nullable String line) {
    cwd = path;
    queue = line;
    return this;
  }

  /// @param own what it is called here, too; null for a new id
  ForeignJob id(@Nullable String own) {
    id = own;
    return this;
  }

  /// @param attempts null for what is configured
  ForeignJob retries(@Nullable String attempts) {
    retries = attempts;
    return this;
  }

  /// @param limit null or 0 for none
  ForeignJob timeout(@Nullable String limit) {
    timeout = "0".equals(limit) ? null : limit;
    return this;
  }

  ForeignJob priority(int higherFirst) {
    priority = higherFirst;
    return this;
  }

  ForeignJob held(boolean isHeld) {
    held |= isHeld;
    return this;
  }

  /// @param time null for at once
  ForeignJob runAt(@Nullable String time) {
    runAt = time;
    return this;
  }

  ForeignJob env(Map<String, String> variables) {
    env = new HashMap<>(variables);
    return this;
  }

  /// There is nothing left to do.
  ForeignJob succeeded(boolean hasSucceeded) {
    succeeded = hasSucceeded;
    return this;
  }

  /// Says what of it does not come along.
  ForeignJob loses(String what) {
    losses.add(what);
    return this;
  }

  /// It waits there for others, and has no way yet to wait for them here: it is held, rather than
  /// run too early.
  ForeignJob waitsFor(List<String> others) {
    if (!others.isEmpty()) {
      held = true;
      losses.add(
          "it waits for %s; here it is held, so release it when that has succeeded"
              .formatted(String.join(", ", others)));
    }
    return this;
  }

  /// It cannot be a job here at all.
  ForeignJob leftOut(String why) {
    leftOut = true;
    losses.add(why + "; it was skipped");
    return this;
  }

  boolean hasSucceeded() {
    return succeeded;
  }

  boolean isLeftOut() {
    return leftOut;
  }

  String name() {
    return name;
  }

  /// Sentences without a full stop.
  List<String> losses() {
    return List.copyOf(losses);
  }

  /// @throws dev.queuectl.QueueException.Invalid if it cannot be a job here
  NewJob toJob(JobDefaults defaults) {
    var draft = new JobDraft().put(JobField.COMMAND, command);
    draft.putIfGiven(JobField.CWD, cwd);
    draft.putIfGiven(JobField.QUEUE, queue);
    draft.putIfGiven(JobField.PRIORITY, priority == 0 ? null : Integer.toString(priority));
    draft.putIfGiven(JobField.HELD, held ? "true" : null);
    draft.putIfGiven(JobField.RUN_AT, runAt);
    draft.putIfGiven(JobField.ID, id);
    draft.putIfGiven(JobField.MAX_RETRIES, retries);
    draft.putIfGiven(JobField.TIMEOUT, timeout);
    env.forEach(draft::putEnv);
    return draft.toJob(defaults);
  }
}
