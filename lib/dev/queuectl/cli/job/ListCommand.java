package dev.queuectl.cli.job;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.store.JobQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.Collections;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `list`
@Prototype
@Command(
    name = "list",
    description = {
      "List jobs, newest first: the first 50 in a table, all of them with --json and --jsonl.",
      "DUE says when a job that waits for its time will run, or that it is held.",
      "Also: ls, jobs."
    },
    footer = {
      "  queuectl list",
      "  queuectl list --state failed,dead --queue slow",
      "  queuectl list --text ffmpeg --since 2h",
      "  queuectl list --scheduled  # also --held, --retrying, --ready",
      "  queuectl list --all --jsonl | grep rsync",
      "  queuectl list --all | awk '$2==\"dead\"{print $1}'"
    })
public final class ListCommand implements Callable<Integer> {
  private static final long ONE_STATE = 1000;
  private static final EnumSet<JobState> WAITING = EnumSet.of(JobState.PENDING, JobState.FAILED);

  @Mixin FilterOptions filter = new FilterOptions();

  @Mixin ListLimit limit = new ListLimit();

  @Option(names = "--sort", paramLabel = "ORDER", description = "newest, oldest or priority.")
  String sort = "newest";

  @Option(names = "--show-env", description = "With --json: also print the jobs' environment.")
  boolean showEnv;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Also the queue, when a job last changed, and why it failed; on a terminal with nothing "
              + "shortened.")
  boolean verbose;

  private final CommandContext context;
  private final KnownQueues queues;
  private final JobTable table;

  ListCommand(CommandContext context, KnownQueues queues, JobTable table) {
    this.context = context;
    this.queues = queues;
    this.table = table;
  }

  @Override
  public Integer call() {
    var query = new JobQuery(filter.read(context), JobQuery.Sort.of(sort), 1);
    var rows = limit.rows(context.printer());
    // One state of the store for a page; a long list or search would keep it for too long.
    return rows > ONE_STATE || !query.filter().isIndexed()
        ? list(query, rows)
        : context.open().snapshot(() -> list(query, rows));
  }

  private int list(JobQuery query, long rows) {
    var store = context.access().open().jobs();
    var shown = table.print(store, query, rows, extent());
    if (shown == 0) {
      noteEmpty(query);
    } else if (shown == rows && !limit.isChosen()) {
      table.noteRest(store, query, rows);
    }
    notePaused(query);
    return 0;
  }

  private JobTable.Extent extent() {
    return showEnv && context.printer().json()
        ? JobTable.Extent.WITH_ENVIRONMENT
        : verbose ? JobTable.Extent.VERBOSE : JobTable.Extent.USUAL;
  }

  /// Whoever finds nothing may be looking at another queue than they think.
  private void noteEmpty(JobQuery query) {
    context
        .printer()
        .note(
            "%s in %s.%s"
                .formatted(
                    query.filter().isAll() ? "no jobs" : "no such jobs",
                    context.access().place().address(),
                    queues.missing(query.queue()).map(" "::concat).orElse("")));
    context.access().noteFamily(context.printer());
  }

  /// Tells a person why jobs of that list wait.
  private void notePaused(JobQuery query) {
    if (!context.printer().talkative() || Collections.disjoint(query.askedStates(), WAITING)) {
      return;
    }
    context.open().queues().list().stream()
        .filter(Queue::isPaused)
        .filter(paused -> query.queue() == null || paused.name().equals(query.queue()))
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
