package dev.queuectl.doctor;

import dev.queuectl.Bytes;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.MissingOutput;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.output.StrayOutput;
import dev.queuectl.process.posix.DiskSpace;
import dev.queuectl.process.posix.Privacy;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.DatabaseFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The doctor's checks of the files around the database.
final class FileChecks {
  /// What is half-made and younger may still be finished.
  private static final Duration UNFINISHED = Duration.ofMinutes(1);

  private final Store store;
  private final Path home;
  private final @Nullable DatabaseFolder folder;
  private final Path logs;
  private final Path run;
  private final Instant now;

  FileChecks(Store store, Places places, Instant now) {
    this.store = store;
    this.home = places.home();
    this.folder = places.database() == null ? null : new DatabaseFolder(places.database());
    this.logs = places.logs().get();
    this.run = places.run();
    this.now = now;
  }

  List<Finding> findings() {
    var findings =
        new ArrayList<>(
            List.of(
                places(),
                disk(),
                some("modes", this::open, "place", " that others can read", "all are private"),
                some(
                    "output",
                    this::strayOutput,
                    "file",
                    " without an attempt",
                    "every file belongs to an attempt"),
                some(
                    "journals",
                    this::journals,
                    "journal",
                    " of a worker that is gone",
                    "none is left over")));
    if (folder != null) {
      findings.addAll(ofFile(folder));
    }
    return findings;
  }

  private List<Finding> ofFile(DatabaseFolder folder) {
    return List.of(
        look("missing", this::missing),
        look("replaced", () -> leftLogs(folder)),
        look("names", () -> names(folder)),
        some(
            "leftovers",
            this::unfinished,
            "file",
            " of an unfinished database copy",
            "none is left over"));
  }

  /// By making a file in each, and taking the store's write lock: a mount may be read-only.
  private Finding places() {
    var closed =
        Stream.of(home, run, logs.resolveSibling("").normalize(), logs)
            .flatMap(directory -> Obstacles.refusal(directory).stream())
            .distinct()
            .toList();
    if (!closed.isEmpty()) {
      return Finding.problem(
          "places",
          String.join("; ", closed),
          new Remedy.ByHand(
              "Until files can be created there, workers start no jobs and commands change nothing."));
    }
    try {
      store.upkeep().tryWriting();
      return Finding.ok("places", "the database, run/ and logs/ are writable");
    } catch (QueueException.Unavailable e) {
      return Finding.problem("places", e.getMessage(), new Remedy.OfFailure(e));
    }
  }

  private Finding disk() {
    var reserveBytes = store.config().settings().usable().bytes(Setting.DISK_RESERVE);
    var shortage = DiskSpace.shortage(reserveBytes, run, logs);
    return shortage.isPresent()
        ? Finding.problem(
            "disk",
            shortage.get().comparedWith(reserveBytes),
            new Remedy.ByHand("Free some space: until then no worker claims jobs."))
        : Finding.ok("disk", Bytes.text(DiskSpace.at(run).freeBytes()) + " free");
  }

  /// Deleted by hand, or not taken along when the database was copied.
  private Finding missing() throws IOException {
    var missing = new MissingOutput(new LogStore(logs)).find(store.upkeep()::kept, newestSeq());
    return missing == 0
        ? Finding.ok("missing", "all recorded output is there")
        : Finding.problem(
            "missing",
            Numbers.counted(missing, "file") + " of recorded output missing",
            new Remedy.ByHand(
                "If the queue was copied or restored, copy its logs/ as well. The jobs themselves are complete."));
  }

  private long newestSeq() {
    return store.jobs().list(JobQuery.newest(1)).stream().mapToLong(Job::seq).max().orElse(0);
  }

  private static Finding leftLogs(DatabaseFolder folder) throws IOException {
    var found = folder.leftLogs();
    return found.isEmpty()
        ? Finding.ok("replaced", "no -wal left by another database")
        : Finding.problem(
            "replaced",
            Finding.counted(found, "-wal") + " left by a database that was here before",
            new Remedy.ByHand(
                "It holds that database's last changes, and only that very database can use them. Delete it if nothing is missing."));
  }

  private static Finding names(DatabaseFolder folder) throws IOException {
    var names = folder.names();
    return names == 1
        ? Finding.ok("names", "the database has one name")
        : Finding.problem(
            "names",
            "the database has %d names (hard links)".formatted(names),
            new Remedy.ByHand(
                "SQLite keeps a -wal for each name and can lose changes that way. Use one name, delete the others."));
  }

  /// What a check looks for.
  private interface Search {
    List<Path> find() throws IOException;
  }

  /// @param more what follows the number of things
  private static Finding some(
      String check, Search search, String thing, String more, String otherwise) {
    return look(check, () -> some(check, search.find(), thing, more, otherwise));
  }

  private interface Look {
    Finding finding() throws IOException;
  }

  private static Finding look(String check, Look look) {
    try {
      return look.finding();
    } catch (DirectoryIteratorException e) {
      return unseen(check, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return unseen(check, e);
    }
  }

  private static Finding unseen(String check, IOException e) {
    return Finding.problem(
        check,
        "it cannot be checked: " + Obstacles.words(e),
        new Remedy.ByHand("Check the disk and its mount."));
  }

  private static Finding some(
      String check, List<Path> found, String thing, String more, String otherwise) {
    return found.isEmpty()
        ? Finding.ok(check, otherwise)
        : Finding.problem(check, Finding.counted(found, thing) + more, Remedy.Command.REPAIR);
  }

  /// The directory only where it was made for the queue.
  List<Path> open() throws IOException {
    var places = new ArrayList<>(List.of(logs.resolveSibling("").normalize(), run));
    if (folder != null) {
      places.addAll(folder.own());
    }
    var open = Privacy.lacking(places);
    if (Set.of(".queuectl", "queuectl").contains(String.valueOf(home.getFileName()))) {
      Privacy.lacking(List.of(home)).stream().filter(home::equals).forEach(open::add);
    }
    return open;
  }

  List<Path> strayOutput() throws IOException {
    return new StrayOutput(logs).find(store.upkeep()::newestAttempts, now.minus(UNFINISHED));
  }

  List<Path> journals() throws IOException {
    return Launcher.uselessJournals(run, store.storeId(), this::keysInUse);
  }

  private Set<String> keysInUse() {
    var id = store.storeId();
    return store.jobs().list(JobQuery.newest(Integer.MAX_VALUE, JobState.PROCESSING)).stream()
        .map(job -> Launch.key(id, job))
        .collect(Collectors.toSet());
  }

  List<Path> unfinished() throws IOException {
    return folder == null ? List.of() : folder.unfinished(now.minus(UNFINISHED));
  }
}
