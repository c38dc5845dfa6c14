package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.process.launch.OutputShare;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which folder of `logs/` is a database's own. It is named after the store's id, and a file in it
/// names the database that it belongs to.
///
/// A copy beside its original has the original's id. It becomes a store of its own when its output
/// is first asked for, so that nothing that is done to the copy touches what the original keeps.
/// One that was put in the original's place, or moved with it, has its name and goes on in its
/// folder.
final class OutputFolder {
  private static final Logger log = LoggerFactory.getLogger(OutputFolder.class);
  private static final int ID_BYTES = 5;

  private final Store store;
  private final Path database;
  private final String name;
  private final Path home;
  private final Path all;

  OutputFolder(Store store, StorePlace.File place) {
    this.store = store;
    this.database = place.database();
    this.name = place.name();
    this.home = place.home();
    this.all = place.home().resolve("logs");
  }

  /// @throws QueueException.Unavailable if the database has two names here
  LogStore find() {
    var id = store.storeId();
    var folder = new LogStore(all.resolve(id));
    var share = new OutputShare(folder);
    try {
      var owner = share.owner(); // once: another process may be writing it
      if (owner.equals(name)) {
        return folder;
      }
      refuseSecondName(owner);
      if (belongsToOther(owner, folder, id)) {
        return separate(share, id);
      }
      share.own(name);
    } catch (IOException e) {
      // A place that cannot be written to: nothing there can be deleted either.
      log.info("could not record owner folder={} reason={}", folder.root(), e.toString());
    }
    return folder;
  }

  private boolean belongsToOther(String owner, LogStore folder, String id) throws IOException {
    if (!Files.isDirectory(folder.root())) {
      return false;
    }
    if (owner.isEmpty()) {
      return hasElder(id);
    }
    var original = home.resolve(owner);
    return Files.isRegularFile(original)
        // what cannot be read now may well be the original
        && SqliteStore.idOf(original).map(id::equals).orElse(true);
  }

  private void refuseSecondName(String owner) throws IOException {
    var first = home.resolve(owner);
    if (!owner.isEmpty() && Files.exists(first) && Files.isSameFile(first, database)) {
      throw new QueueException.Unavailable(
          "%s and %s are two names of one file, which SQLite cannot keep intact"
              .formatted(database, first),
          "Use the name %s, and delete the other one.".formatted(first));
    }
  }

  /// For a folder of a version that named no owner: the original is there longer than its copies.
  private boolean hasElder(String id) throws IOException {
    for (var other : OutputShare.databases(home)) {
      if (!other.equals(database)
          && !other.getFileName().toString().startsWith(name + ".")
          && madeAt(other) < madeAt(database)
          && SqliteStore.idOf(other).filter(id::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static long madeAt(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).creationTime().toMillis();
  }

  /// What the copy knows of is in its folder, too, before it is its own.
  private LogStore separate(OutputShare from, String id) throws IOException {
    var own = newId();
    var share = new OutputShare(new LogStore(all.resolve(own)));
    share.own(name);
    try {
      share.take(from.folder(), store.upkeep()::newestAttempts, running());
      if (!SqliteStore.rename(database, id, own)) {
        share.discard();
        return find(); // another process was faster
      }
    } catch (QueueException.Unavailable e) {
      share.discard();
      return from.folder(); // what cannot be written to loses nothing either
    }
    log.info("gave a copy its own id database={} id={} was={}", database, own, id);
    return share.folder();
  }

  /// Their output is still being written, for the original.
  private Set<Long> running() {
    List<Job> jobs = store.jobs().list(JobQuery.newest(Integer.MAX_VALUE, JobState.PROCESSING));
    return jobs.stream().map(Job::seq).collect(Collectors.toSet());
  }

  private static String newId() {
    var bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
