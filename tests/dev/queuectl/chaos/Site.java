package dev.queuectl.chaos;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sqlite.SQLiteErrorCode;

/// Where one trial happens: a store, its jobs, its workers, and notes of what was done to them.
final class Site implements AutoCloseable {
  private static final int LONGER_THAN_A_WRITE_MILLIS = 300;

  private final Path directory;
  private Store store;
  private final Map<String, SampleJob> jobs = new LinkedHashMap<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final Set<String> excused = new HashSet<>();
  private final Set<String> silenced = new HashSet<>();
  private final List<String> wrongs = new ArrayList<>();
  private final List<Double> standstills = new ArrayList<>();
  private int judgedElsewhere;
  private int faults;
  private int started;

  Site(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(home());
    this.store = SqliteStore.open(database());
  }

  Path directory() {
    return directory;
  }

  /// With the database, `logs/` and `run/`.
  Path home() {
    return directory.resolve("store");
  }

  Path database() {
    return home().resolve("queue.db");
  }

  Store store() {
    return store;
  }

  /// Whether some process keeps the write lock.
  boolean isLocked() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA busy_timeout = " + LONGER_THAN_A_WRITE_MILLIS);
      sql.execute("BEGIN IMMEDIATE");
      sql.execute("ROLLBACK");
      return false;
    } catch (SQLException e) {
      if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
        return true;
      }
      throw e;
    }
  }

  /// Does something while this process has the store not open.
  void apart(Action work) throws Exception {
    store.close();
    try {
      work.perform();
    } finally {
      store = SqliteStore.open(database());
    }
  }

  /// What may fail.
  @FunctionalInterface
  interface Action {
    void perform() throws Exception;
  }

  /// No longer expects jobs of a life of the store that is over.
  void forget(Collection<SampleJob> gone) {
    gone.forEach(job -> jobs.remove(job.id()));
  }

  LogStore logs() {
    return new LogStore(home().resolve("logs").resolve(store.storeId()));
  }

  void set(Setting setting, String value) {
    store.config().set(Map.of(setting, value));
  }

  void enqueue(List<SampleJob> added) {
    enqueue(added, Instant.now());
  }

  void enqueue(List<SampleJob> added, Instant now) {
    var news = added.stream().map(job -> job.asNew(directory)).map(NewJob.class::cast).toList();
    store.jobs().enqueue(news.iterator(), false, now);
    added.forEach(job -> jobs.put(job.id(), job));
  }

  /// Expects a job that was enqueued by other means.
  void expect(SampleJob job) {
    jobs.put(job.id(), job);
  }

  /// Jobs of other kinds, which the scenario judges itself.
  void countOthers(int others) {
    judgedElsewhere += others;
  }

  int jobCount() {
    return jobs.size() + judgedElsewhere;
  }

  Map<String, SampleJob> jobs() {
    return jobs;
  }

  /// Starts a real worker.
  WorkerProcess startWorker(int slots, String... more) throws IOException {
    return startAs(new Owner(List.of()), slots, more);
  }

  /// The same under another user.
  WorkerProcess startAs(Owner owner, int slots, String... more) throws IOException {
    var id = "worker" + ++started;
    var words = new ArrayList<>(List.of("worker", "start", "--worker-id", id));
    words.addAll(List.of("--count", Integer.toString(slots)));
    words.addAll(List.of(more));
    var worker = startCommand(id, owner, words);
    workers.add(worker);
    return worker;
  }

  /// Starts the program, on this store.
  WorkerProcess startCommand(String id, List<String> words) throws IOException {
    return startCommand(id, new Owner(List.of()), words);
  }

  private WorkerProcess startCommand(String id, Owner owner, List<String> words)
      throws IOException {
    var all = new ArrayList<>(List.of("dev.queuectl.cli.Main"));
    all.addAll(words);
    if (!words.contains("--db")) {
      all.addAll(List.of("--db", database().toString()));
    }
    return WorkerProcess.start(id, this, owner, all);
  }

  /// Starts a worker of the trial's own making.
  WorkerProcess startChaosWorker(ChaosWorker.Plan plan) throws IOException {
    var id = "chaos" + ++started;
    var words = new ArrayList<>(List.of(ChaosWorker.class.getName(), database().toString(), id));
    words.addAll(plan.words());
    var worker = WorkerProcess.start(id, this, words);
    workers.add(worker);
    return worker;
  }

  List<WorkerProcess> workers() {
    return List.copyOf(workers);
  }

  Optional<Job> find(String id) {
    return store.jobs().find(id);
  }

  List<Job> running() {
    return store.jobs().list(JobQuery.newest(1000, JobState.PROCESSING));
  }

  /// The processes of a running job, its wrapper or slot's shell first; none if it has no record of
  /// its start, or one of its end.
  List<Long> processesOf(Job job) throws IOException {
    var key = Launch.key(store.storeId(), job) + "@";
    try (var journals = Files.newDirectoryStream(home().resolve("run"), "*.journal.*")) {
      for (var journal : journals) {
        var records = Files.readAllLines(journal, StandardCharsets.ISO_8859_1);
        if (records.stream().noneMatch(line -> line.startsWith("e " + key))) {
          for (var line : records) {
            if (line.startsWith("s " + key)) {
              return Processes.inSession(Long.parseLong(line.split(" ")[2]));
            }
          }
        }
      }
    }
    return List.of();
  }

  Marks marks() throws IOException {
    return Marks.in(directory);
  }

  /// The processes of a job were killed or could not do their work: it may be executed again, or
  /// have the outcome of that.
  void excuse(String id) {
    excused.add(id);
  }

  /// There was no room for what the job printed.
  void excuseOutput(String id) {
    silenced.add(id);
  }

  boolean isOutputExcused(String id) {
    return silenced.contains(id);
  }

  boolean isExcused(String id) {
    return excused.contains(id);
  }

  /// Something else was not as it should have been.
  void complain(String what) {
    wrongs.add(what);
  }

  List<String> complaints() {
    return List.copyOf(wrongs);
  }

  /// Something was done to the workers, the jobs or the store.
  void countFault() {
    faults++;
  }

  int faults() {
    return faults;
  }

  /// Waits until the queue goes on and notes how long that took.
  ///
  /// @param sinceNanos of `System.nanoTime`
  void measure(long sinceNanos, int mostSeconds, String what, Callable<Boolean> condition)
      throws Exception {
    var deadline = System.nanoTime() + mostSeconds * 1_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        complain("not within " + mostSeconds + " s: " + what);
        return;
      }
      Thread.sleep(5);
    }
    standstills.add((System.nanoTime() - sinceNanos) / 1e9);
  }

  /// Waits until another worker has taken over all that one had, and notes how long that took.
  void measureTakeover(WorkerProcess victim, long sinceNanos) throws Exception {
    if (!store.workers().leasedBy(victim.id()).isEmpty()) {
      measure(
          sinceNanos,
          60,
          "the jobs of " + victim.id() + " are taken over",
          () -> store.workers().leasedBy(victim.id()).isEmpty());
    }
  }

  /// Waits without measuring.
  void await(int mostSeconds, String what, Callable<Boolean> condition) throws Exception {
    var measured = standstills.size();
    measure(System.nanoTime(), mostSeconds, what, condition);
    while (standstills.size() > measured) {
      standstills.removeLast();
    }
  }

  List<Double> standstills() {
    return List.copyOf(standstills);
  }

  boolean allFinal() {
    return jobs.keySet().stream()
        .allMatch(id -> find(id).filter(job -> job.state().isFinal()).isPresent());
  }

  /// Waits while there is progress: how fast that is says more about the machine than about us.
  private void awaitAllFinal(int mostSecondsWithoutAnEnd) throws Exception {
    for (var before = ended(); !allFinal(); before = ended()) {
      var ended = before;
      var wrongs = complaints().size();
      await(mostSecondsWithoutAnEnd, "a job has ended", () -> ended() > ended);
      if (complaints().size() > wrongs) {
        return;
      }
    }
  }

  private long ended() {
    return store.jobs().counts().entrySet().stream()
        .filter(count -> count.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// Lets everything that is left run to its end, and sends the workers home.
  void finish(int mostSeconds) throws Exception {
    workers.forEach(worker -> worker.send(Processes.CONT));
    if (workers.stream().noneMatch(WorkerProcess::isAlive) && !allFinal()) {
      startWorker(4);
    }
    awaitAllFinal(mostSeconds);
    for (var worker : workers) {
      if (!worker.id().startsWith("chaos")) { // those leave by themselves
        worker.send(Processes.TERM);
      }
    }
    for (var worker : workers) {
      judge(worker, worker.exitCode(60));
    }
  }

  /// Before a worker has said its first word it does not listen to signals yet.
  private void judge(WorkerProcess worker, int code) throws IOException {
    var silent = Files.size(directory.resolve(worker.id() + ".log")) == 0;
    if (code != 0 && code != 128 + Processes.KILL && !(silent && code == 128 + Processes.TERM)) {
      complain(worker.id() + " left with exit code " + code + ", see its log");
    }
  }

  @Override
  public void close() {
    Processes.of(directory).forEach(pid -> Processes.send(pid, Processes.KILL));
    store.close();
  }
}
