package dev.queuectl.cli.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.job.NewJobDefaults;
import dev.queuectl.cli.job.PipedInput;
import dev.queuectl.report.ShellWords;
import dev.queuectl.report.schedule.ScheduleField;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `schedule add NAME 'CRON' 'CMD'`
@Prototype
@Command(
    name = "add",
    description = {
      "Have a job enqueued again and again. When it is time, any worker that is running does it; "
          + "while none is, nothing happens.",
      "CRON: five fields (minute hour day month weekday) with names, ranges, steps and lists, L for"
          + " the last day of the month; @hourly, @daily, @weekly, @monthly, @yearly; or every 15m."
          + " If day and weekday are both restricted, either is enough.",
      "When clocks are changed: a fixed time (neither minute nor hour begins with *) that is "
          + "skipped runs at the moment of the change, and one that is there twice runs the first "
          + "time only; others go by the time that passes.",
      "Each job gets QUEUECTL_SCHEDULE, QUEUECTL_SCHEDULED_FOR and, if it is late because no worker"
          + " was running, QUEUECTL_CAUGHT_UP=1.",
      "Also: schedule --command CMD --cron CRON, which makes a name of the command."
    },
    footer = {
      "  queuectl schedule add nightly '30 2 * * *' './backup.sh'",
      "  queuectl schedule add sync 'every 15m' 'rsync -a in out' --timeout 9m",
      "  queuectl schedule add week '0 8 * * mon' --tz Asia/Tokyo -- ./report"
    })
public final class ScheduleAddCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME CRON CMD",
      description =
          "The name, the expression in quotes, and the command: in quotes, or, after --, a program "
              + "and its arguments.")
  List<String> words = List.of();

  @Option(names = "--name", paramLabel = "NAME", description = "The name, as an option.")
  @Nullable String name;

  @Mixin ScheduleOptions options = new ScheduleOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  private final CommandContext context;
  private final NewJobDefaults defaults;
  private final PipedInput input;
  private final ScheduleReport report;

  ScheduleAddCommand(
      CommandContext context, NewJobDefaults defaults, PipedInput input, ScheduleReport report) {
    this.context = context;
    this.defaults = defaults;
    this.input = input;
    this.report = report;
  }

  @Override
  public Integer call() {
    takeWords();
    var draft =
        options
            .draft(context.console().env(), input)
            .putIfGiven(ScheduleField.NAME, name == null ? nameOf(options.command) : name);
    var schedule = context.access().scheduleActions().add(draft.toSchedule(defaults.now()));
    context.access().noteNew(context.printer());
    report.added(schedule);
    return 0;
  }

  /// Takes the name, the expression and the command from the words, as far as no option says them.
  private void takeWords() {
    var all = spec.commandLine().getParseResult().originalArgs();
    var end = all.indexOf("--");
    var program = end < 0 ? List.<String>of() : all.subList(end + 1, all.size());
    var left = new ArrayDeque<>(words.subList(0, words.size() - program.size()));
    if (!program.isEmpty()) {
      if (options.command != null) {
        throw new QueueException.Invalid("the command is given twice", "Leave out --command.");
      }
      options.command = ShellWords.command(program, context.console().platform());
    }
    if (name == null && !isNameless(left.size())) {
      name = left.poll();
    }
    options.cron = options.cron == null ? left.poll() : options.cron;
    options.command = options.command == null ? left.poll() : options.command;
    if (!left.isEmpty()) {
      throw new QueueException.Invalid(
          "there are %d words too many".formatted(left.size()),
          "Quote the expression and the command: queuectl schedule add NAME 'CRON' 'CMD'.");
    }
  }

  /// `schedule --cron CRON CMD`
  private boolean isNameless(int left) {
    return options.cron != null && left <= (options.command == null ? 1 : 0);
  }

  private @Nullable String nameOf(@Nullable String command) {
    return command == null
        ? null
        : new FreeNames(context.access().openOrMake().schedules().list()).of(command);
  }
}
