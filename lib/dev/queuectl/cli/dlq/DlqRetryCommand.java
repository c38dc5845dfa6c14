package dev.queuectl.cli.dlq;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.job.EachJob;
import dev.queuectl.cli.job.Retried;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dlq retry ID...`
@Prototype
@Command(
    name = "retry",
    description = {
      "Make dead jobs pending again, with their attempts reset to 0.",
      "They run at once, unless they are held (until released) or their --run-at is in the "
          + "future.",
      "Many jobs are retried 500 at a time. The beginning of an id is enough if only one dead job "
          + "has it; any part of it is, among the newest 1,000 dead jobs. Also: dlq-retry."
    },
    footer = {
      "  queuectl dlq retry nightly-backup",
      "  queuectl dlq retry --all",
      "  queuectl dlq retry --group 4k7t2m   # as dlq analyze names it"
    })
public final class DlqRetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> words = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "Another way to name a job.")
  List<String> ids = List.of();

  @Option(names = "--all", description = "All dead jobs.")
  boolean all;

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      description = "All dead jobs of a group that dlq analyze shows.")
  @Nullable String group;

  private static final JobQuery DEAD =
      new JobQuery(Set.of(JobState.DEAD), null, null, JobQuery.Sort.OLDEST, 1);

  private final StoreAccess access;
  private final JobFinder finder;
  private final Printer printer;
  private final EachJob each;
  private final Retried retried;

  DlqRetryCommand(
      StoreAccess access, JobFinder finder, Printer printer, EachJob each, Retried retried) {
    this.access = access;
    this.finder = finder;
    this.printer = printer;
    this.each = each;
    this.retried = retried;
  }

  @Override
  public Integer call() {
    var given = new ArrayList<>(words);
    given.addAll(ids);
    var ways = (given.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (group == null ? 0 : 1);
    if (ways != 1) {
      throw new QueueException.Invalid("give ids, --group or --all", "See queuectl dlq list.");
    }
    return given.isEmpty()
        ? retryMany()
        : each.apply(
            given,
            part -> new JobRef.Itself(finder.deadLike(part)),
            JobAction.Verb.ofDead(JobVerb.RETRY),
            retried::sentence);
  }

  private int retryMany() {
    var found = group == null ? JobPages.of(access.open().jobs(), DEAD) : groupMembers(group);
    var count = 0L;
    var held = 0L;
    var retry = JobAction.Verb.ofDead(JobVerb.RETRY);
    for (var jobs = access.actions().changeAll(retry, found).iterator(); jobs.hasNext(); count++) {
      held += jobs.next().held() ? 1 : 0;
    }
    print(count, held);
    return 0;
  }

  private void print(long count, long held) {
    printer.result(
        "Retried " + Numbers.counted(count, "job") + ".", json -> json.field("retried", count));
    if (held > 0) {
      printer.note(
          Numbers.counted(held, "of them is", "of them are")
              + " still held; queuectl release lets them run.");
    }
  }

  private Stream<Job> groupMembers(String name) {
    var members = access.deadGroups().of(name.strip().toLowerCase(Locale.ROOT)).iterator();
    if (!members.hasNext()) {
      throw new QueueException.NotFound(
          "there is no group \"" + name + "\"", "See queuectl dlq analyze.");
    }
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(members, 0), false);
  }
}
