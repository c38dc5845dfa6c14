package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `run 'CMD'`
@Prototype
@Command(
    name = "run",
    description = {
      "Add a job, wait for it, print its output live and exit with its exit code.",
      "128 + signal when it was killed, 124 when it timed out, 125 when it never started. Ctrl-C cancels it."
    },
    footer = {
      "  queuectl run 'make -j4 test' --timeout 20m",
      "  queuectl run --retries 1 -- rsync -a src/ backup:src/"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin JobOptions options = new JobOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  private final Console console;
  private final StoreDoor door;
  private final Printer printer;
  private final Enqueuer enqueuer;
  private final LiveOutput live;

  RunCommand(Console console, StoreDoor door, Printer printer, Enqueuer enqueuer, LiveOutput live) {
    this.console = console;
    this.door = door;
    this.printer = printer;
    this.enqueuer = enqueuer;
    this.live = live;
  }

  @Override
  public Integer call() {
    var job = options.job(spec, options.draft(), enqueuer.reader()).toJob(enqueuer.defaults());
    var pause = new Pause();
    var interruption = new Interruption(pause);
    console.interrupts().accept(interruption::arrive);
    var id = enqueuer.add(List.of(job), false).getFirst();
    enqueuer.noteIgnored();
    interruption.watch(id);
    var stored = door.open().jobs().find(id).orElseThrow();
    if (isServed(job.queue())) {
      return exitCode(follow(stored, pause, interruption), interruption);
    }
    try (var _ = new SoloWorker(stored, door, console)) {
      return exitCode(follow(stored, pause, interruption), interruption);
    }
  }

  private Job follow(Job job, Pause pause, Interruption interruption) {
    var follower = live.follower(job, 1, new LiveOutput.Choice(true, true, false));
    try {
      return live.until(job.id(), follower, pause);
    } catch (Output.Failed e) {
      // Nobody reads the job any more: a plain command would be ended by SIGPIPE now.
      interruption.cancel(job.id());
      throw e;
    }
  }

  private boolean isServed(String queue) {
    return LiveWorkers.of(door.open().workers(), door.now()).stream()
        .anyMatch(worker -> LiveWorkers.serves(worker, queue));
  }

  private int exitCode(Job job, Interruption interruption) {
    var signal = interruption.signal.get();
    if (!job.state().isFinal()) {
      printer.complain(
          "left before the job \"%s\" has ended; it is being cancelled.".formatted(job.id()));
    } else if (job.state() != JobState.COMPLETED) {
      printer.note(
          job.state() == JobState.CANCELLED
              ? "the job was cancelled."
              : "the job failed: " + job.error() + ".");
    }
    if (signal == null || job.state() == JobState.COMPLETED) {
      return Waiting.exitCode(job);
    }
    return signal.equals("TERM") ? 143 : 130;
  }

  /// Ctrl-C or TERM: the first cancels the job, the second leaves at once.
  private final class Interruption {
    private final AtomicReference<@org.jspecify.annotations.Nullable String> signal =
        new AtomicReference<>();
    private final AtomicReference<@org.jspecify.annotations.Nullable String> watched =
        new AtomicReference<>();
    private final Pause pause;

    Interruption(Pause pause) {
      this.pause = pause;
    }

    void watch(String id) {
      watched.set(id);
      if (signal.get() != null) {
        cancel(id);
      }
    }

    void arrive(String name) {
      if (!signal.compareAndSet(null, name)) {
        pause.end();
        return;
      }
      var id = watched.get();
      if (id != null) {
        cancel(id);
      }
    }

    private void cancel(String id) {
      try {
        door.open().jobs().cancel(id, door.now());
        door.wakeWorkers();
      } catch (QueueException.WrongState | QueueException.NotFound e) {
        // It has ended just now.
      }
    }
  }
}
