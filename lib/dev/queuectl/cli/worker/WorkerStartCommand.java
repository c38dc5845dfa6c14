package dev.queuectl.cli.worker;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.FamilyKey;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.ValueOrNone;
import dev.queuectl.cli.dashboard.ServeOptions;
import dev.queuectl.cli.dashboard.ServedDashboard;
import dev.queuectl.process.output.BoundedLog;
import dev.queuectl.store.Store;
import dev.queuectl.worker.WorkerEvent;
import dev.queuectl.worker.WorkerOptions;
import io.micronaut.context.annotation.Prototype;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `worker start`
@Prototype
@Command(
    name = "start",
    description = {
      "Run jobs in the foreground until Ctrl-C or TERM: the first drains, the second interrupts.",
      "Also: worker-start, worker --count N."
    },
    footer = {
      "  queuectl worker start --count 4",
      "  queuectl worker start --detach --queue mail --queue reports",
      "  queuectl worker start --drain --exit-code  # fails if a job died"
    })
public final class WorkerStartCommand implements Callable<Integer> {
  private static final long MOST_LOG_BYTES = 4 << 20;

  @Option(
      names = {"--count", "--workers", "-n", "-c", "-j", "-w"},
      paramLabel = "N",
      description = "How many jobs at a time, 1 to 1000 (default: the configured worker_count).")
  @Nullable String count;

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      split = ",",
      description = "Only jobs of this queue; may be repeated (default: all).")
  List<String> queues = List.of();

  @Option(
      names = {"--detach", "--daemon", "--background", "-d"},
      description = "Start it in the background and return.")
  boolean detach;

  @Option(
      names = "--drain",
      description =
          "Exit when only jobs are left that are held, scheduled for later or in a paused queue.")
  boolean drain;

  @Option(
      names = "--exit-code",
      description = "Exit 1 if a job of this worker ended up in the dead letter queue.")
  boolean exitCode;

  @Option(
      names = "--dashboard",
      arity = "0..1",
      preprocessor = ValueOrNone.class,
      fallbackValue = "",
      paramLabel = "PORT",
      description = "Also serve the dashboard (default port: the configured dashboard_port).")
  @Nullable String dashboard;

  /// What is a setting of the queue here, and an option of each worker elsewhere.
  @Option(names = "--family-option", hidden = true)
  List<String> familyOptions = List.of();

  @Option(names = "--worker-id", hidden = true)
  @Nullable String workerId;

  /// Set by the prompt that starts it, see [WorkerNews].
  @Option(names = "--line-kinds", hidden = true)
  boolean lineKinds;

  private final CommandContext context;
  private final KnownQueues known;
  private final DetachedWorker detached;

  WorkerStartCommand(CommandContext context, KnownQueues known, DetachedWorker detached) {
    this.context = context;
    this.known = known;
    this.detached = detached;
  }

  @Override
  public Integer call() {
    context.access().openOrMake();
    context.access().noteNew(context.printer());
    familyOptions.forEach(this::noteSetting);
    var options = new WorkerOptions(slots(), served(), null, drain);
    var id = workerId != null ? workerId : LocalWorker.newId(context.now());
    if (workerId == null) {
      served().forEach(this::noteSlip);
    }
    if (detach) {
      var code = detached.start(id, options, exitCode, dashboard, lineKinds);
      if (dashboard != null) {
        context.printer().note("for a link to the dashboard: queuectl dashboard link");
      }
      return code;
    }
    context.access().queueActions().start(id, options.slots(), options.queues(), drain);
    var tally = new Tally();
    new StartOptions(drain, exitCode)
        .write(context.access().runDirectory(), id, context.open().workers().workers());
    try (var store = context.access().openForWorker();
        var served = dashboard();
        var printed =
            new EventPrinter(context.printer(), context.console(), bar(), log(), lineKinds)) {
      if (served != null && workerId == null) {
        printed.say(Style.PLAIN, "The dashboard: " + served.loginUrl());
      }
      if (isAccompanied()) {
        accompany(id, store, options, tally, printed);
      } else {
        work(worker(id, store, options, tally, printed));
      }
      printed.say(Style.PLAIN, "Worker %s stopped: %s.".formatted(id, tally.text()));
    } finally {
      StartOptions.delete(context.access().runDirectory(), id);
    }
    if (context.printer().json()) {
      json(id, tally);
    } else if (drain) {
      noteLeftForLater();
    }
    return exitCode && tally.dead() > 0 ? Failures.FAILED : 0;
  }

  /// @param typed `KEY=VALUE`
  private void noteSetting(String typed) {
    var name = typed.replaceFirst("=.*", "");
    var value = typed.substring(Math.min(typed.length(), name.length() + 1));
    var key = FamilyKey.of(name).orElseGet(() -> new FamilyKey(Setting.of(name), "", 1));
    context
        .printer()
        .note(
            "--%s was left out: here it is a setting of the whole queue, %s%s"
                .formatted(name, key.setting().key(), howToSet(key, value)));
  }

  /// Nothing for a value that it does not accept: it is left out anyway.
  private static String howToSet(FamilyKey key, String value) {
    try {
      return ". Set it with: queuectl config set %s %s"
          .formatted(key.setting().key(), key.setting().checked(key.ours(value)));
    } catch (QueueException.Invalid e) {
      return ": " + e.getMessage() + ".";
    }
  }

  /// A worker may be there before the first job, but not beside a queue whose name is nearly that.
  private void noteSlip(String queue) {
    if (known.near(queue).isPresent()) {
      known.missing(queue).ifPresent(context.printer()::note);
    }
  }

  private @Nullable ServedDashboard dashboard() {
    if (dashboard == null) {
      return null;
    }
    var settings = context.open().config().settings();
    var serve = new ServeOptions();
    serve.port = dashboard.isEmpty() ? null : dashboard;
    return ServedDashboard.start(
        context.console(), context.access(), serve.read(context.console(), settings));
  }

  /// Whether a person sits before the worker. Some CI systems give their jobs a terminal, too.
  private boolean isAccompanied() {
    return context.console().inTerminal()
        && context.printer().terminal()
        && context.printer().talkative()
        && context.console().env("CI", "").isEmpty();
  }

  /// The [DrainPrompt], not the engine, decides when to leave a drained queue: some jobs may be
  /// scheduled for later.
  private void accompany(
      String id, Store store, WorkerOptions options, Tally tally, EventPrinter printed) {
    var prompt = new AtomicReference<Consumer<WorkerEvent>>(_ -> {});
    var staying = new WorkerOptions(options.slots(), options.queues(), null, false);
    var worker =
        worker(
            id,
            store,
            staying,
            tally,
            event -> {
              printed.accept(event);
              Objects.requireNonNull(prompt.get()).accept(event);
            });
    try (var person =
        new DrainPrompt(
            context.console(), context.access(), printed, options.queues(), drain, worker::stop)) {
      prompt.set(person);
      work(worker);
    }
  }

  private LocalWorker worker(
      String id, Store store, WorkerOptions options, Tally tally, Consumer<WorkerEvent> events) {
    return new LocalWorker(
        id,
        store,
        context.access(),
        context.console(),
        options,
        event -> {
          tally.count(event);
          events.accept(event);
        });
  }

  private void work(LocalWorker worker) {
    context.console().interrupts().accept(interruption(worker));
    worker.run();
  }

  private void json(String id, Tally tally) {
    context
        .printer()
        .object(
            json -> {
              json.field("id", id);
              tally.fields(json);
            });
  }

  private @Nullable DrainBar bar() {
    return drain && context.printer().terminal() && context.printer().talkative()
        ? DrainBar.of(context.open(), served())
        : null;
  }

  /// Of a worker in the background, whose output is nobody's.
  private @Nullable BoundedLog log() {
    var file = workerId == null ? null : DetachedWorker.log(context.access(), workerId);
    return file != null && Files.exists(file) ? new BoundedLog(file, MOST_LOG_BYTES) : null;
  }

  private int slots() {
    return count == null
        ? context.open().config().settings().number(Setting.WORKER_COUNT)
        : Slots.parse("--count", count);
  }

  private Set<String> served() {
    queues.forEach(NewJob::checkQueue);
    return new LinkedHashSet<>(queues);
  }

  private static Consumer<String> interruption(LocalWorker worker) {
    var again = new AtomicBoolean();
    return _ -> worker.stop(again.getAndSet(true) ? Worker.Stop.NOW : Worker.Stop.DRAIN);
  }

  private void noteLeftForLater() {
    new LeftPending(context.open(), served(), context.now())
        .describe()
        .ifPresent(context.printer()::note);
  }
}
