package dev.queuectl.cli.access;

import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.action.Actions;
import dev.queuectl.action.Actor;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.QueueActions;
import dev.queuectl.action.ScheduleActions;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.FamilyQueue;
import dev.queuectl.store.sqlite.Restoration;
import dev.queuectl.store.sqlite.SqliteStore;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of this run, opened when it is first asked for, and the files beside it. Only this
/// class opens stores.
@Singleton
public final class StoreAccess {
  private static final Duration LEAVING_PATIENCE = Duration.ofSeconds(2);
  private static final Duration WORKER_PATIENCE = Duration.ofSeconds(5);

  private final Console console;
  private final SharedOptions options;
  private volatile @Nullable Store store;
  private volatile @Nullable Store workers;
  private @Nullable LogStore logs;
  private volatile boolean made;

  public StoreAccess(Console console, SharedOptions options) {
    this.console = console;
    this.options = options;
  }

  /// Loads what opens a store, for a process that will soon do so and has a thread to spare until
  /// then.
  public static void loadDriver() {
    SqliteStore.loadDriver();
  }

  public StorePlace place() {
    return StorePlace.of(options.db, console);
  }

  /// Creates a store there, if there is none.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public void make(StorePlace there) {
    StoreOpener.open(there, console.clock()).close();
  }

  /// The file that the queue is in, for what only a file needs.
  ///
  /// @param otherwise what to do with a server instead
  /// @throws QueueException.WrongState if it is on a server
  public Path file(String otherwise) {
    if (place() instanceof StorePlace.Server(var server, _)) {
      throw new QueueException.WrongState(
          "the queue is on a PostgreSQL server, %s; nothing was changed".formatted(server),
          otherwise);
    }
    return StoreOpener.file(place());
  }

  /// The store, a new one if there is none. But whoever types the path of a queue to look into it,
  /// or to change its jobs, means one that is there: that one is not made.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public Store open() {
    return options.db == null ? openOrMake() : openExisting();
  }

  /// The store, a new one if there is none: for what fills or serves it.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public Store openOrMake() {
    var open = store;
    if (open == null) {
      var here = place();
      refuseOthers(here);
      made = !here.exists();
      open = StoreOpener.open(here, console.clock());
      store = open;
    }
    return open;
  }

  /// For what stays: from now on it is noticed when another database is written over this one.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public Store openToStay() {
    var open = open();
    open.watch();
    return open;
  }

  /// Says where the queue is that this command has made, to a person: whoever works with one queue
  /// may have meant that, and be elsewhere.
  public void noteNew(Printer printer) {
    if (made && console.errTerminal()) {
      made = false;
      printer.note("made a new queue: " + place().address());
      noteFamily(printer);
    }
  }

  /// Says that there is the queue of another tool of the family here, to a person who may be
  /// looking for its jobs.
  public void noteFamily(Printer printer) {
    if (console.errTerminal()) {
      StorePlace.ofFamily(console.cwd()).stream()
          .filter(FamilyQueue::isAt)
          .findFirst()
          .map(console.cwd()::relativize)
          .ifPresent(
              file ->
                  printer.note(
                      "%s is the queue of another QueueCTL. Take its jobs over with: queuectl import --from queuectl %s"
                          .formatted(file, file)));
    }
  }

  /// The rows of such a queue.
  ///
  /// @throws dev.queuectl.QueueException.Invalid if it is none
  public List<Map<String, String>> familyJobs(Path file) {
    return FamilyQueue.jobs(file);
  }

  /// What another user has put where the queue is looked for, or where its output will be.
  private void refuseOthers(StorePlace here) {
    if (StorePlace.given(options.db, console).isEmpty()) {
      FolderOwner.refuseOthers(
          console, "If you trust them, name the database in it with --db.", here.home());
    }
    FolderOwner.refuseOthers(
        console,
        "Move it away, or keep the queue somewhere else: --db FILE.",
        here.home().resolve("logs"),
        here.runDirectory());
  }

  /// The store, which must be there: for what makes no sense on a new one.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public Store openExisting() {
    if (store == null && !place().exists()) {
      throw new QueueException.Unavailable(
          "there is no queue at " + place().address(),
          "Name one with --db, or create one: queuectl init.");
    }
    return openOrMake();
  }

  /// The store for a look that must not take long; empty if there is none.
  ///
  /// @param patience how long to wait for others that are writing
  public Optional<Store> openBriefly(Duration patience) {
    if (store == null && place().isOrdinary()) {
      store = connect(patience);
    }
    return Optional.ofNullable(store);
  }

  /// A connection for what is tried on the way out, when a person or a service manager waits.
  public Store openForLeaving() {
    return connect(LEAVING_PATIENCE);
  }

  /// A connection for a worker's engine alone, which takes no notice of what is written through its
  /// own. It loses patience early, since the engine tries again and has other things to do.
  public Store openForWorker() {
    var open = connect(WORKER_PATIENCE);
    open.watch();
    workers = open;
    return open;
  }

  /// A connection of its own: the caller closes it.
  ///
  /// @param patience how long every method waits for others that are writing
  Store connect(Duration patience) {
    return StoreOpener.open(place(), patience, console.clock());
  }

  /// What puts a copy in the place of the store's file.
  public Restoration restoration(Path copy, Path database) {
    return new Restoration(copy, database, StoreOpener.bell(place()));
  }

  /// From now on what was opened here waits only briefly for other processes that are writing, also
  /// what waits already: a person or a service manager wants us to end. From any thread.
  public void hurry() {
    hurry(store);
    hurry(workers);
  }

  private static void hurry(@Nullable Store open) {
    if (open != null) {
      open.hurry();
    }
  }

  /// By the clock of the store, once that is open.
  public Instant now() {
    var open = store;
    return (open == null ? console.clock() : open.clock()).instant();
  }

  /// `run/`, where processes of this store meet.
  public Path runDirectory() {
    return place().runDirectory();
  }

  /// Where the output of its jobs is.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable if that cannot be found out
  public LogStore logs() {
    var known = logs;
    if (known == null) {
      var here = place();
      known =
          here instanceof StorePlace.File file
              ? new OutputFolder(open(), file).find()
              : onServer(here, open());
      logs = known;
    }
    return known;
  }

  private LogStore onServer(StorePlace here, Store open) {
    var fetched =
        new FetchedOutput(
            open.outputs().orElseThrow(),
            here.home().resolve("fetched"),
            console.clock().instant());
    return new LogStore(here.home().resolve("logs").resolve(open.storeId()), fetched);
  }

  /// What keeps workers of this host from starting jobs, as far as the disk shows: too little room,
  /// a place where no file can be made.
  public Optional<String> obstacle() {
    var reserveBytes = open().config().settings().usable().bytes(Setting.DISK_RESERVE);
    return Obstacles.find(reserveBytes, runDirectory(), logs());
  }

  /// What can be done to the jobs of this store; it is recorded.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public Actions actions() {
    return new Actions(open(), this::logs, audit());
  }

  /// What can be done to its queues, workers and configuration.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public QueueActions queueActions() {
    return new QueueActions(open(), audit());
  }

  /// What can be done to its schedules.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public ScheduleActions scheduleActions() {
    return new ScheduleActions(open(), audit());
  }

  /// Records what this command does, as the user of the operating system who runs it.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable
  public AuditLog audit() {
    var job = console.env().get("QUEUECTL_JOB_ID");
    var isOfJob = job != null && place().address().equals(console.env().get("QUEUECTL_DB"));
    var origin = isOfJob ? "job " + job : "command line";
    return AuditLog.of(open(), new Actor(System.getProperty("user.name"), origin));
  }

  public void close() {
    if (store != null) {
      store.close();
      store = null;
      logs = null;
    }
  }
}
