package dev.queuectl.doctor;

import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Privacy;
import dev.queuectl.report.JsonOut;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.Upkeep.Mended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Mends what the doctor has found, after a copy of the database was made.
final class Repair {
  private final Store store;
  private final Places places;
  private final Instant now;
  private final List<Finding> done = new ArrayList<>();

  Repair(Store store, Places places, Instant now) {
    this.store = store;
    this.places = places;
    this.now = now;
  }

  /// What was mended so far.
  List<Finding> done() {
    return List.copyOf(done);
  }

  void all(StoreChecks rows, WorkerChecks workers, FileChecks files) throws IOException {
    if (places.database() != null) {
      var copy = store.upkeep().backup(copyName(places.database()), false);
      add("made a copy first: " + copy.file());
    }
    store.upkeep().mend(now).forEach(what -> add("mended " + words(what)));
    giveOwners(rows);
    workers.removable().forEach(this::forget);
    delete(files.strayOutput(), "file");
    delete(files.journals(), "journal");
    delete(files.unfinished(), "file");
    close(files.open());
  }

  /// A page at a time: a job whose worker is known again is none of them any more. Ends also where
  /// nothing helps.
  private void giveOwners(StoreChecks rows) {
    var before = new HashSet<Long>();
    for (var some = lapsed(rows); some.stream().anyMatch(job -> before.add(job.seq())); ) {
      some.forEach(this::giveOwner);
      some = lapsed(rows);
    }
  }

  private List<Job> lapsed(StoreChecks rows) {
    return store.upkeep().disorder(now).ownerless().stream().filter(rows::hasLapsed).toList();
  }

  private Path copyName(Path database) {
    var stamp = JsonOut.time(now).replaceAll("[^0-9]", "");
    return database.resolveSibling(database.getFileName() + ".before-repair-" + stamp);
  }

  private static String words(Mended mended) {
    return switch (mended) {
      case Mended.Disorderly(var kind, var count) -> words(kind, count);
      case Mended.Rows(var table, var count) ->
          "%s of %s with a wrong value".formatted(Numbers.counted(count, "row"), table);
      case Mended.Reset(var setting) ->
          "the setting %s: reset to its default".formatted(setting.key());
    };
  }

  private static String words(Upkeep.Kind kind, long count) {
    return switch (kind) {
      case JOB_CONTRADICTING_ITSELF ->
          Numbers.counted(count, "job") + " whose columns contradicted each other";
      case JOB_UNREADABLE -> Numbers.counted(count, "job") + " that could not be read whole";
      case JOB_WITH_MISCOUNTED_ATTEMPTS ->
          Numbers.counted(count, "job") + " whose attempts were counted wrongly";
      case JOB_WITHOUT_WHAT_IT_WAS_GIVEN ->
          Numbers.counted(count, "job") + " whose environment or standard input was lost";
      case QUEUE_CONTRADICTING_ITSELF ->
          Numbers.counted(count, "queue") + " whose columns contradicted each other";
      case ATTEMPT_OF_NO_JOB -> Numbers.counted(count, "attempt") + " that belonged to no job";
      case COUNT_OF_JOBS -> Numbers.counted(count, "wrong count") + " of jobs";
    };
  }

  private void add(String what) {
    done.add(Finding.mended(what));
  }

  /// Makes the job's worker known as a dead one: the next worker takes the job over the usual way,
  /// which finds its process if that still runs, and its end if that was recorded. To release the
  /// job here could run it twice.
  private void giveOwner(Job job) {
    var id = Objects.requireNonNull(job.lease()).worker();
    if (store.workers().workers().stream().map(Worker::id).noneMatch(id::equals)) {
      var nobody = new ProcessIdentity(Identities.hostId(), 0, 1);
      store
          .workers()
          .join(
              new Worker(
                  id, Identities.hostName(), nobody, 1, Set.of(), now, now, now, null, 0, 0));
    }
    add("job %s: the next worker takes it over from %s".formatted(job.id(), id));
  }

  private void forget(Worker worker) {
    store.workers().leave(worker.id());
    add("removed the dead worker " + worker.id());
  }

  private void delete(List<Path> files, String what) throws IOException {
    for (var file : files) {
      Files.deleteIfExists(file);
    }
    if (!files.isEmpty()) {
      add("deleted " + Finding.counted(files, what));
    }
  }

  private void close(List<Path> open) throws IOException {
    for (var path : open) {
      try {
        Privacy.restore(path);
      } catch (NoSuchFileException e) {
        // a worker has deleted it
      }
    }
    if (!open.isEmpty()) {
      add("made private " + Finding.counted(open, "place"));
    }
  }
}
