package dev.queuectl.cli.access;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.Optional;

/// What attempts print is kept on the host that runs them. Where many hosts share a queue, whoever
/// asks elsewhere must not take it for nothing.
@Singleton
public final class OutputElsewhere {
  private final StoreAccess access;

  OutputElsewhere(StoreAccess access) {
    this.access = access;
  }

  /// @throws QueueException.NotFound if the attempt has printed something that is on another host
  public void refuse(Job job, Attempt attempt) {
    where(job, attempt).ifPresent(where -> refuse(job, where));
  }

  /// The same for the newest attempt.
  public void refuse(Job job) {
    ofNewest(job).ifPresent(where -> refuse(job, where));
  }

  private static void refuse(Job job, String where) {
    throw new QueueException.NotFound(where, "Ask for it there: queuectl logs " + job.id() + ".");
  }

  /// Where the output of the newest attempt is, in a clause; empty if it is here.
  public Optional<String> ofNewest(Job job) {
    return access.place() instanceof StorePlace.Server
        ? access.open().jobs().attempts(job.seq()).stream()
            .filter(attempt -> attempt.number() == job.lastAttempt())
            .findFirst()
            .flatMap(attempt -> where(job, attempt))
        : Optional.empty();
  }

  private Optional<String> where(Job job, Attempt attempt) {
    return access.place() instanceof StorePlace.Server place && !isHere(job, attempt, place)
        ? Optional.of(
            "the output of attempt %d of \"%s\" is on %s, not here"
                .formatted(
                    attempt.number(),
                    job.id(),
                    worker(attempt)
                        .map(worker -> "host " + worker.host())
                        .orElse("the host of worker " + attempt.worker())))
        : Optional.empty();
  }

  private boolean isHere(Job job, Attempt attempt, StorePlace.Server place) {
    if (attempt.endedAt() == null) {
      return worker(attempt).map(Worker::process).stream()
          .allMatch(process -> place.reaches(process.hostId()));
    }
    var files = access.logs().output(job.seq(), attempt.number());
    return attempt.stdoutBytes() + attempt.stderrBytes() == 0
        || Files.exists(files.stdout())
        || Files.exists(files.stderr());
  }

  private Optional<Worker> worker(Attempt attempt) {
    return access.open().workers().workers().stream()
        .filter(worker -> worker.id().equals(attempt.worker()))
        .findFirst();
  }
}
