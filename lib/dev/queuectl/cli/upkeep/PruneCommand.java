package dev.queuectl.cli.upkeep;

import dev.queuectl.Bytes;
import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Retention;
import dev.queuectl.store.RetentionStore.Surplus;
import io.micronaut.context.annotation.Prototype;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `prune`
@Prototype
@Command(
    name = "prune",
    description = {
      "Remove ended jobs that are no longer needed, oldest first, with their history and output.",
      "Without options it does once what workers do continuously, as configured by retention_age, retention_count and retention_bytes (all off by default). Options replace all three.",
      "Also: purge, clean. (dlq purge is dlq clear.)"
    },
    footer = {
      "  queuectl prune --older-than 30d --dry-run",
      "  queuectl prune --keep 1000 --state completed,cancelled,dead",
      "  queuectl config set retention_age 30d       # workers then do it"
    })
public final class PruneCommand implements Callable<Integer> {
  @Option(
      names = {"--older-than", "--age"},
      paramLabel = "DURATION",
      description = "Remove jobs that ended longer ago than this.")
  @Nullable String olderThan;

  @Option(
      names = {"--keep", "--count"},
      paramLabel = "N",
      description = "Remove all but the N that ended last.")
  @Nullable String keep;

  @Option(
      names = {"--max-output", "--bytes"},
      paramLabel = "SIZE",
      description = "Remove jobs until the output of all jobs together is no larger than this.")
  @Nullable String maxOutput;

  @Option(
      names = {"-s", "--state", "--status"},
      paramLabel = "STATE",
      split = ",",
      description = "Only jobs in these states (default: completed, cancelled).")
  List<String> states = List.of();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Just say what would be removed.")
  boolean dryRun;

  private final StoreAccess access;
  private final Printer printer;

  PruneCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var retention = retention();
    if (retention.isOff()) {
      throw new QueueException.Invalid(
          "no retention limit given",
          "Give --older-than, --keep or --max-output, or set retention_age, retention_count or"
              + " retention_bytes.");
    }
    print(dryRun ? access.open().retention().surplus(retention, access.now()) : prune(retention));
    return 0;
  }

  private Retention retention() {
    var given = olderThan != null || keep != null || maxOutput != null;
    var configured = Retention.of(access.open().config().settings());
    return new Retention(
        states(),
        given
            ? olderThan == null ? null : Durations.parse("--older-than", olderThan)
            : configured.age(),
        given ? keep == null ? null : number(keep) : configured.count(),
        given
            ? maxOutput == null ? null : Bytes.parse("--max-output", maxOutput)
            : configured.bytes());
  }

  private Set<JobState> states() {
    var set = EnumSet.noneOf(JobState.class);
    states.stream().map(JobState::of).forEach(set::add);
    return set.isEmpty() ? Retention.USUAL_STATES : set;
  }

  private static Long number(String text) {
    return Numbers.whole("--keep", text, 0L, Long.MAX_VALUE);
  }

  /// In steps, so that workers wait for none of them long.
  private Surplus prune(Retention retention) {
    var jobs = 0L;
    var bytes = 0L;
    int removed;
    do {
      var pruned = access.actions().prune(retention, JobStore.BATCH);
      removed = pruned.jobs().size();
      jobs += removed;
      bytes += pruned.bytes();
    } while (removed == JobStore.BATCH);
    if (jobs > 0) {
      access
          .audit()
          .add(
              "prune",
              null,
              "%s with %s of output".formatted(Numbers.counted(jobs, "job"), Bytes.text(bytes)));
    }
    return new Surplus(jobs, bytes);
  }

  private void print(Surplus surplus) {
    printer.result(
        "%s %s with %s of output."
            .formatted(
                dryRun ? "Would remove" : "Removed",
                Numbers.counted(surplus.jobs(), "job"),
                Bytes.text(surplus.bytes())),
        json -> {
          json.field(dryRun ? "would_remove" : "removed", surplus.jobs());
          json.field("bytes", surplus.bytes());
        });
  }
}
