package dev.queuectl.web.request;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The queue that a dashboard serves, and what belongs to it.
///
/// @param cwd the default working directory of jobs
/// @param run the directory where processes of the store meet on this host
/// @param obstacle what keeps workers on this host from starting jobs, judging by the disk
/// @param version of the program
public record ServedQueue(
    Store store,
    LogStore logs,
    Path run,
    Path cwd,
    Supplier<ZoneId> zone,
    Supplier<Optional<String>> obstacle,
    String version) {

  /// The directory of this host that holds what belongs to the store.
  public Path home() {
    return Objects.requireNonNull(run.toAbsolutePath().normalize().getParent());
  }

  /// The same for somebody who reads and writes times of another zone.
  public ServedQueue in(Supplier<ZoneId> other) {
    return new ServedQueue(store, logs, run, cwd, other, obstacle, version);
  }

  public Instant now() {
    return store.clock().instant();
  }

  /// @throws QueueException.NotFound if there is none
  public Job job(String id) {
    return store
        .jobs()
        .find(id)
        .orElseThrow(() -> new QueueException.NotFound("there is no job \"" + id + "\"", ""));
  }

  /// There may be a file in the place of one that has not begun, of another life of the store: ask
  /// here first.
  ///
  /// @throws QueueException.NotFound if there is none
  public Attempt attempt(Job job, int number) {
    return store.jobs().attempts(job.seq()).stream()
        .filter(attempt -> attempt.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "the job \"%s\" has no attempt %d".formatted(job.id(), number), ""));
  }
}
