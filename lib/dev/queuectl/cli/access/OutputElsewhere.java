package dev.queuectl.cli.access;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.Optional;

/// What attempts print on a host that was cut off is kept there until it can be stored. Where many
/// hosts share a queue, whoever asks elsewhere must not take it for nothing.
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
    return access.place() instanceof StorePlace.Server && !canBeRead(job, attempt)
        ? Optional.of(
            "the output of attempt %d of \"%s\" is only on %s until a worker there stores it"
                .formatted(
                    attempt.number(),
                    job.id(),
                    worker(attempt)
                        .map(worker -> "host " + worker.host())
                        .orElse("the host of worker " + attempt.worker())))
        : Optional.empty();
  }

  /// Of what is running, everything arrives within a second.
  private boolean canBeRead(Job job, Attempt attempt) {
    if (attempt.endedAt() == null || attempt.stdoutBytes() + attempt.stderrBytes() == 0) {
      return true;
    }
    var files = access.logs().reading(job.seq(), attempt.number());
    return Files.exists(files.stdout()) || Files.exists(files.stderr());
  }

  private Optional<Worker> worker(Attempt attempt) {
    return access.open().workers().workers().stream()
        .filter(worker -> worker.id().equals(attempt.worker()))
        .findFirst();
  }
}
