package dev.queuectl.cli.job;

import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.access.ListOrder;
import dev.queuectl.cli.console.ListLimit;
import io.micronaut.context.annotation.Prototype;
import java.util.Collections;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `list`
@Prototype
@Command(
    name = "list",
    description = {
      "List jobs, newest first: the first 50 in a table, all of them with --json and --jsonl.",
      "DUE says when a job that waits for its time will run, or that it is held, or "
          + "blocked by others.",
      "Also: ls, jobs."
    },
    footer = {
      "  queuectl list",
      "  queuectl list --state failed,dead --queue slow",
      "  queuectl list --text ffmpeg --since 2h",
      "  queuectl list --sort due",
      "  queuectl list --scheduled  # also --held, --blocked, --ready",
      "  queuectl list --all --jsonl | grep rsync",
      "  queuectl list --all | awk '$2==\"dead\"{print $1}'"
    })
public final class ListCommand implements Callable<Integer> {
  private static final long ONE_STATE = 1000;
  private static final EnumSet<JobState> WAITING = EnumSet.of(JobState.PENDING, JobState.FAILED);

  @Mixin FilterOptions filter = new FilterOptions();

  @Mixin ListLimit limit = new ListLimit();

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description =
          "newest, oldest or priority; or due: those that wait for their time, soonest first.")
  String sort = "newest";

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "Only jobs behind this one in the list: with --limit, the next page.")
  @Nullable String after;

  @Option(names = "--show-env", description = "With --json: also print the jobs' environment.")
  boolean showEnv;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Also the queue, when a job last changed, and why it failed; on a terminal with nothing "
              + "shortened.")
  boolean verbose;

  @Option(
      names = "--tree",
      description = "Put each job below one for which it waits, as far as the list has both.")
  boolean tree;

  private final CommandContext context;
  private final KnownQueues queues;
  private final JobTable table;
  private final JobFinder finder;

  ListCommand(CommandContext context, KnownQueues queues, JobTable table, JobFinder finder) {
    this.context = context;
    this.queues = queues;
    this.table = table;
    this.finder = finder;
  }

  @Override
  public Integer call() {
    var order = ListOrder.of(sort);
    var wanted = filter.read(context);
    var rows = limit.rows(context.printer());
    // One state of the store for a page; a long list or search would keep it for too long.
    return rows > ONE_STATE || !wanted.isIndexed()
        ? list(wanted, order, rows)
        : context.open().snapshot(() -> list(wanted, order, rows));
  }

  private int list(JobFilter wanted, ListOrder order, long rows) {
    var store = context.access().open().jobs();
    var last = after == null ? null : finder.named(after);
    var jobs = order.list(store, wanted, last, rows);
    var shown =
        tree && !context.printer().json() ? table.tree(jobs, verbose) : table.print(jobs, extent());
    if (shown == 0) {
      noteEmpty(wanted);
    } else if (shown == rows && !limit.isChosen()) {
      table.noteRest(store, wanted, order == ListOrder.DUE || last != null, rows);
    }
    notePaused(wanted);
    return 0;
  }

  private JobTable.Extent extent() {
    return showEnv && context.printer().json()
        ? JobTable.Extent.WITH_ENVIRONMENT
        : verbose ? JobTable.Extent.VERBOSE : JobTable.Extent.USUAL;
  }

  /// Whoever finds nothing may be looking at another queue than they think.
  private void noteEmpty(JobFilter wanted) {
    context
        .printer()
        .note(
            "%s in %s.%s"
                .formatted(
                    wanted.isAll() && after == null ? "no jobs" : "no such jobs",
                    context.access().place().address(),
                    queues.missing(wanted.queue()).map(" "::concat).orElse("")));
    context.access().noteFamily(context.printer());
  }

  /// Tells a person why jobs of that list wait.
  private void notePaused(JobFilter wanted) {
    if (!context.printer().talkative() || Collections.disjoint(wanted.askedStates(), WAITING)) {
      return;
    }
    context.open().queues().list().stream()
        .filter(Queue::isPaused)
        .filter(paused -> wanted.queue() == null || paused.name().equals(wanted.queue()))
        .filter(paused -> WAITING.stream().anyMatch(state -> paused.count(state) > 0))
        .forEach(
            paused ->
                context
                    .printer()
                    .note(
                        "the queue %s is paused, so its waiting jobs do not start. See queuectl queue list."
                            .formatted(paused.name())));
  }
}
