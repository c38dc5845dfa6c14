package dev.queuectl.action;

import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.RequestStore.Result;
import dev.queuectl.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Adds the jobs of many clients at once. A commit has to wait for the disk; requests that arrive
/// meanwhile are carried out together, in the next transaction. Each is answered once its own is
/// durable.
final class JobAdditions {
  /// A longer transaction would keep other writers waiting.
  private static final int MOST_JOBS = 500;

  private static final class Request {
    private final Addition addition;
    private @Nullable Result result;

    private Request(Addition addition) {
      this.addition = addition;
    }
  }

  private final Store store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition isFree = lock.newCondition();
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private boolean isBusy;

  JobAdditions(Store store) {
    this.store = store;
  }

  /// Adds the jobs, all or none; they are durable when this returns. The output of jobs that gave
  /// way has to be deleted.
  Enqueued add(Addition addition) {
    var request = new Request(addition);
    return switch (result(request)) {
      case Result.Added(var jobs) -> jobs;
      case Result.Refused(var why) -> throw why;
    };
  }

  private Result result(Request request) {
    lock.lock();
    try {
      waiting.add(request);
      for (var result = request.result; ; result = request.result) {
        if (result != null) {
          return result;
        }
        if (isBusy) {
          isFree.awaitUninterruptibly();
        } else {
          addNext();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Meanwhile others can join those that wait.
  private void addNext() {
    var group = nextGroup();
    isBusy = true;
    lock.unlock();
    var results = results(group);
    lock.lock();
    isBusy = false;
    for (var i = 0; i < group.size(); i++) {
      group.get(i).result = results.get(i);
    }
    isFree.signalAll();
  }

  private List<Result> results(List<Request> group) {
    try {
      var additions = group.stream().map(request -> request.addition).toList();
      return store.requests().add(additions, store.clock().instant());
    } catch (RuntimeException e) {
      return Collections.nCopies(group.size(), new Result.Refused(e));
    } catch (Error e) {
      var failed = new IllegalStateException("the jobs could not be added", e);
      return Collections.nCopies(group.size(), new Result.Refused(failed));
    }
  }

  private List<Request> nextGroup() {
    var group = new ArrayList<Request>();
    for (var jobs = 0; !waiting.isEmpty() && jobs < MOST_JOBS; ) {
      var request = waiting.remove();
      jobs += request.addition.jobs().size();
      group.add(request);
    }
    return group;
  }
}
