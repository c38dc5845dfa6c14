package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.Lease;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.cli.console.Console;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs commands in process as `main` does, over a store in a temporary directory.
public final class Cli {
  public static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  public static final String WORKER = "w1";

  public final Path directory;
  public final Map<String, String> env = new HashMap<>();
  public final AtomicReference<Consumer<String>> interrupt = new AtomicReference<>(_ -> {});
  public InputStream in = InputStream.nullInputStream();
  public OutputStream out = new ByteArrayOutputStream();
  public InstantSource clock = InstantSource.fixed(NOW);
  boolean inTerminal;
  boolean outTerminal;
  public int width = 80;
  public String platform = "Linux";
  public Path cwd;

  public Cli(Path directory) {
    this.directory = directory;
    this.cwd = directory;
    env.put("QUEUECTL_DB", database().toString());
    env.put("HOME", directory.toString());
  }

  /// What a run printed and how it ended.
  public record Ran(int code, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }

    public String line() {
      return out.strip();
    }
  }

  public Path database() {
    return directory.resolve("queue.db");
  }

  public Cli in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  public Cli in(byte[] bytes) {
    in = new ByteArrayInputStream(bytes);
    inTerminal = false;
    return this;
  }

  public Cli terminal() {
    outTerminal = true;
    inTerminal = true;
    return this;
  }

  public Ran run(String... args) {
    var err = new ByteArrayOutputStream();
    var printed = out instanceof ByteArrayOutputStream bytes ? bytes : new ByteArrayOutputStream();
    printed.reset();
    var code = Main.run(console(out, err), args);
    in = InputStream.nullInputStream();
    return new Ran(
        code, printed.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// One over a copy of this directory, which no program may be using: made in a tenth of the time.
  Cli copy(Path to) throws IOException {
    var copy = new Cli(Files.createDirectories(to));
    copy.clock = clock;
    try (var files = Files.walk(directory)) {
      for (var file : files.skip(1).toList()) {
        Files.copy(file, to.resolve(directory.relativize(file).toString()));
      }
    }
    return copy;
  }

  public Console console(OutputStream errors) {
    return console(out, errors);
  }

  /// What a run sees of the world.
  public Console console(OutputStream to, OutputStream errors) {
    return new Console(
        in,
        to,
        errors,
        inTerminal,
        outTerminal,
        outTerminal,
        width,
        homed(),
        cwd,
        platform,
        () -> ZoneId.of("Europe/Berlin"),
        clock,
        interrupt::set);
  }

  public <T> T store(Function<Store, T> use) {
    try (var store = SqliteStore.open(database())) {
      return use.apply(store);
    }
  }

  public Job job(String id) {
    return store(store -> store.jobs().find(id).orElseThrow());
  }

  public long count() {
    return store(store -> store.jobs().counts().values().stream().mapToLong(n -> n).sum());
  }

  /// A worker with one slot that is this process, and so alive.
  public Worker join() {
    var process = dev.queuectl.process.posix.Identities.self();
    return store(store -> join(store, process));
  }

  private static Worker join(Store store, ProcessIdentity process) {
    var until = NOW.plus(Duration.ofSeconds(30));
    var worker = new Worker(WORKER, "here", process, 1, Set.of(), NOW, NOW, until, null, 0, 0);
    if (store.workers().workers().isEmpty()) {
      store.workers().join(worker);
    }
    return worker;
  }

  /// Claims the job that is next.
  public Job claim() {
    join();
    return store(Cli::claim);
  }

  private static Job claim(Store store) {
    var exchange =
        new Exchange(
            WORKER, List.of(), List.of(0), Set.of(), null, NOW, NOW.plus(Duration.ofSeconds(30)));
    return store.workers().exchange(exchange).claimed().getFirst();
  }

  /// Runs the job that is next to an outcome.
  public Job finish(Outcome outcome, String stdout, String stderr) {
    var job = claim();
    print(job, stdout, stderr);
    store(store -> end(store, job, outcome, stdout.length(), stderr.length()));
    return job(job.id());
  }

  public Job finish(Outcome outcome) {
    return finish(outcome, "", "");
  }

  /// Runs the job that is next until it has no attempts left.
  public Job bury() {
    var job = claim();
    store(
        store ->
            store
                .workers()
                .exchange(
                    exchange(
                        new Ending(
                            job,
                            new Outcome.Failed(7),
                            new Transition.Bury("exit code 7", true),
                            NOW,
                            0,
                            0))));
    return job(job.id());
  }

  private static Object end(Store store, Job job, Outcome outcome, long stdout, long stderr) {
    var settings = store.config().settings();
    var policy = settings.retryPolicy(job.policy());
    var rules = settings.outcomeRules(job.policy());
    var transition = Transition.of(job, outcome, policy, rules, () -> "", NOW);
    return store
        .workers()
        .exchange(exchange(new Ending(job, outcome, transition, NOW, stdout, stderr)));
  }

  private static Exchange exchange(Ending ending) {
    return new Exchange(
        WORKER, List.of(ending), List.of(), Set.of(), null, NOW, NOW.plusSeconds(30));
  }

  /// Lets the running attempt of a job print.
  void print(Job job, String stdout, String stderr) {
    try {
      var output = logs().output(job.seq(), job.lastAttempt());
      Files.createDirectories(output.stdout().getParent());
      Files.writeString(output.stdout(), stdout);
      Files.writeString(output.stderr(), stderr);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public LogStore logs() {
    return new LogStore(directory.resolve("logs").resolve(store(Store::storeId)));
  }

  static Lease lease(Job job) {
    return java.util.Objects.requireNonNull(job.lease());
  }

  /// Without a `HOME` it would be that of whoever runs the tests.
  private Map<String, String> homed() {
    var all = new HashMap<>(env);
    all.putIfAbsent("HOME", directory.toString());
    return all;
  }
}
