package dev.queuectl.cli.worker;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.LiveWorkers;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `worker scale N [ID]`
@Prototype
@Command(
    name = "scale",
    description = {
      "Change a running worker's number of slots: more at once, fewer as running jobs end.",
      "A restart keeps the number. Also: worker resize."
    },
    footer = {
      "  queuectl worker scale 8",
      "  queuectl worker scale 2 w0t5d8g1c9tm",
      "  queuectl worker scale 4 --all     # each of them"
    })
public final class WorkerScaleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", index = "0", description = "How many jobs at a time, 1 to 1000.")
  String count = "";

  @Parameters(
      paramLabel = "ID",
      index = "1",
      arity = "0..1",
      description = "The worker's id or pid; may be left out if there is only one.")
  @Nullable String id;

  @Option(names = "--all", description = "All workers of this queue.")
  boolean all;

  private final StoreAccess access;
  private final Printer printer;

  WorkerScaleCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var slots = Slots.parse("the number of slots", count);
    if (all && id != null) {
      throw new QueueException.Invalid("--all and an ID cannot be combined", "Use one of them.");
    }
    var workers = meant();
    workers.forEach(worker -> access.queueActions().scale(worker.id(), slots));
    if (printer.json()) {
      json(workers, slots);
    } else {
      workers.forEach(worker -> printer.line(sentence(worker, slots)));
    }
    return 0;
  }

  private List<Worker> meant() {
    var living =
        LiveWorkers.of(access.open().workers(), access.now()).stream()
            .filter(worker -> !worker.isSolo() && worker.stop() == null)
            .toList();
    var named = living.stream().filter(worker -> id == null || worker.isCalled(id)).toList();
    if (named.isEmpty()) {
      throw new QueueException.NotFound(
          id == null ? "no workers are running" : "no worker \"" + id + "\" is running",
          id == null ? "Start one with: queuectl worker start." : "See queuectl worker status.");
    }
    if (named.size() > 1 && !all) {
      throw new QueueException.Invalid(
          "%d workers are running: %s"
              .formatted(
                  named.size(), named.stream().map(Worker::id).collect(Collectors.joining(", "))),
          "Name one, or scale each with --all.");
    }
    return named;
  }

  private String sentence(Worker worker, int slots) {
    var running = access.open().workers().leasedBy(worker.id()).size();
    var before = worker.targetSlots();
    if (slots == before) {
      return "Worker %s already has %s.".formatted(worker.id(), Numbers.counted(slots, "slot"));
    }
    var rest = slots < before && running > slots ? ", as soon as running jobs have ended" : "";
    return "Scaled worker %s from %d to %s%s."
        .formatted(worker.id(), before, Numbers.counted(slots, "slot"), rest);
  }

  private void json(List<Worker> workers, int slots) {
    printer.objects(
        workers,
        (json, worker) -> {
          json.field("id", worker.id());
          json.field("slots", (long) worker.slots());
          json.field("wanted_slots", (long) slots);
        });
  }
}
