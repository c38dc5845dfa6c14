package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.store.Changes;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.Store;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests that wait for a job to end. One thread looks for all of them, and only while somebody
/// waits; a request holds none.
public final class JobEndings implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobEndings.class);

  private static final int MOST_WAITING = 1000;
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /// What is done through this server is no news of others: it is looked for now and then.
  private static final int LOOKS_WITHOUT_NEWS = 10;

  private record Waiting(JobRef job, long until, CompletableFuture<Void> over) {}

  private final Store store;
  private final Set<Waiting> waiting = new HashSet<>();
  private boolean closed;
  private @Nullable Thread looker;

  public JobEndings(Store store) {
    this.store = store;
  }

  /// Completes when the job has ended, or is no longer there, or after the limit.
  ///
  /// @throws ServiceUnavailableResponse if too many wait already
  public synchronized CompletableFuture<Void> await(Job job, Duration limit) {
    if (job.state().isFinal() || closed) {
      return CompletableFuture.completedFuture(null);
    }
    if (waiting.size() >= MOST_WAITING) {
      throw new ServiceUnavailableResponse("Too many requests wait already.");
    }
    var until = System.nanoTime() + limit.toNanos();
    var added = new Waiting(new JobRef.Itself(job), until, new CompletableFuture<>());
    waiting.add(added);
    if (looker == null) {
      looker = Thread.ofVirtual().name("job endings").start(this::look);
    }
    return added.over();
  }

  private void look() {
    var changes = store.changes();
    for (var quiet = 0; isWanted(); quiet++) {
      if (isNews(changes) || quiet >= LOOKS_WITHOUT_NEWS) {
        quiet = 0;
        waiting().stream().filter(this::isEnded).forEach(this::end);
      }
      waiting().stream().filter(JobEndings::isLate).forEach(this::end);
      pause();
    }
  }

  private synchronized boolean isWanted() {
    if (waiting.isEmpty() || closed) {
      looker = null;
    }
    return looker != null;
  }

  private synchronized List<Waiting> waiting() {
    return new ArrayList<>(waiting);
  }

  private static boolean isLate(Waiting each) {
    return System.nanoTime() - each.until() >= 0;
  }

  /// Whoever asks again hears what is the matter, if it cannot be read.
  private boolean isEnded(Waiting each) {
    try {
      return store.jobs().find(each.job()).map(job -> job.state().isFinal()).orElse(true);
    } catch (QueueException e) {
      return true;
    } catch (RuntimeException e) {
      log.error("could not look for the end of a job", e);
      return true;
    }
  }

  private static boolean isNews(Changes changes) {
    try {
      var any = changes.any();
      changes.seen();
      return any;
    } catch (RuntimeException e) {
      return true; // then each is looked at
    }
  }

  private void end(Waiting each) {
    synchronized (this) {
      waiting.remove(each);
    }
    each.over().complete(null);
  }

  private synchronized void pause() {
    try {
      if (!closed) {
        wait(BETWEEN.toMillis());
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /// All are answered.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    waiting().forEach(this::end);
  }
}
