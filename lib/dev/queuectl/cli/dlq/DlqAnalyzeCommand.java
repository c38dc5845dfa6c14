package dev.queuectl.cli.dlq;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.Printable;
import dev.queuectl.report.dead.DeadGroupJson;
import dev.queuectl.report.dead.SparingRule;
import dev.queuectl.store.CauseStore.Group;
import dev.queuectl.store.CauseStore.Page;
import dev.queuectl.store.Store;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `dlq analyze`
@Prototype
@Command(
    name = "analyze",
    description = {
      "Group dead jobs by cause: how they ended, and the last line of standard error of the "
          + "last attempt, ignoring numbers and paths. Where every attempt of a job ended in the "
          + "same way, it says which rule (--give-up-on, --snooze-on) would have spared the retries.",
      "The name of a group, such as 4k7t2m8x, is what list, retry and remove take as --cause, and "
          + "the commands of dlq as --group.",
      "Also: dlq groups, dlq stats. (stats alone is status.)"
    },
    footer = {
      "  queuectl dlq analyze",
      "  queuectl dlq analyze --json",
      "  queuectl dlq list --group 4k7t2m8x",
      "  queuectl dlq retry --group 4k7t2m8x"
    })
public final class DlqAnalyzeCommand implements Callable<Integer> {
  /// More causes than anybody reads; the jobs of the others are counted together.
  private static final long MOST_GROUPS = 100_000;

  @Mixin ListLimit limit = new ListLimit();

  private final Printer printer;
  private final JobPrinter report;
  private final StoreAccess access;

  DlqAnalyzeCommand(Printer printer, JobPrinter report, StoreAccess access) {
    this.printer = printer;
    this.report = report;
    this.access = access;
  }

  @Override
  public Integer call() {
    var store = access.open();
    var rows = limit.rows(printer);
    access.actions().nameCauses();
    return store.snapshot(
        () -> {
          var page = store.causes().groups((int) Math.min(rows, MOST_GROUPS), 0);
          var dead = store.jobs().counts().getOrDefault(JobState.DEAD, 0L);
          var left = dead - page.shown().stream().mapToLong(Group::count).sum();
          if (printer.json()) {
            printJson(store, page.shown(), rows == ListLimit.NONE ? left : 0);
          } else {
            page.shown().forEach(group -> print(group, rule(store, page.shown(), group)));
            noteRest(page, left);
          }
          return 0;
        });
  }

  /// @param left how many jobs are in none of these groups
  private void printJson(Store store, List<Group> groups, long left) {
    try (var json = printer.json(true)) {
      groups.forEach(
          group ->
              json.object(
                  () ->
                      DeadGroupJson.fields(json, group, retry(group), rule(store, groups, group))));
      if (left > 0) {
        json.object(() -> DeadGroupJson.others(json, left));
      }
    }
  }

  private void noteRest(Page page, long left) {
    var shown = page.shown().size();
    if (left == 0 && shown == 0) {
      printer.remark("The dead letter queue is empty.");
    } else if (page.unnamed() > 0) {
      printer.note(
          Numbers.counted(page.unnamed(), "dead job is", "dead jobs are")
              + " not grouped: this queue cannot be written.");
    } else {
      limit.noteRest(printer, shown, page.groups(), "groups");
    }
  }

  private static Optional<SparingRule> rule(Store store, List<Group> groups, Group group) {
    return groups.indexOf(group) < SparingRule.MOST_GROUPS
        ? SparingRule.of(store, group)
        : Optional.empty();
  }

  private void print(Group group, Optional<SparingRule> rule) {
    printer.sentence(
        printer.styled(Style.BOLD, Numbers.counted(group.count(), "job"))
            + ": "
            + Printable.line(group.cause().describe()),
        2);
    printer.sentence(
        "  first %s, last %s, for example %s"
            .formatted(
                report.shortText(group.firstSeenAt()),
                report.shortText(group.lastSeenAt()),
                group.example()),
        2);
    printer.line("  " + retry(group));
    rule.ifPresent(
        it ->
            printer.sentence(
                "  all %d attempts of %s ended so: enqueue %s %s would have spared it the others"
                    .formatted(it.attempts(), it.example(), it.option().flag(), it.value()),
                2));
  }

  private static String retry(Group group) {
    return "queuectl dlq retry --group " + group.name();
  }
}
