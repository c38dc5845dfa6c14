package dev.queuectl.cli.transfer;

import dev.queuectl.NewJob;
import dev.queuectl.OpenDatabases;
import dev.queuectl.QueueException;
import dev.queuectl.Utf8;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.job.NewJobDefaults;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.ArchivedJob;
import dev.queuectl.store.Batches;
import dev.queuectl.store.Store;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import FILE`
@Prototype
@Command(
    name = "import",
    description = {
      "Import jobs and schedules that export has written, jobs with their states and histories. If a line is wrong or an id is taken, nothing is imported; otherwise 500 at a time. If it was stopped half-way, --skip-existing does the rest.",
      "With --from: add another tool's unfinished and failed jobs as new jobs. tsp: the list of task-spooler; parallel: the --joblog of GNU parallel; pueue: pueue status --json; queuectl: the database of another QueueCTL. Whatever cannot be carried over is reported; a job that waits for others there is held here."
    },
    footer = {
      "  queuectl import jobs.jsonl",
      "  tsp | queuectl import --from tsp -",
      "  queuectl import --from parallel joblog.txt",
      "  pueue status --json | queuectl import --from pueue -",
      "  queuectl import --from queuectl jobs.db"
    })
public final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to read; - is standard input.")
  String file = "";

  @Option(
      names = "--from",
      paramLabel = "TOOL",
      completionCandidates = ForeignTool.Names.class,
      description = "tsp, parallel, pueue, or queuectl for the database of another QueueCTL.")
  @Nullable String from;

  @Option(names = "--all", description = "With --from: also jobs that succeeded there.")
  boolean all;

  @Option(
      names = "--skip-existing",
      description = "Skip jobs whose id is taken, instead of importing nothing.")
  boolean skipExisting;

  private final CommandContext context;
  private final NewJobDefaults newJobs;
  private final List<String> lost = new ArrayList<>();

  ImportCommand(CommandContext context, NewJobDefaults newJobs) {
    this.context = context;
    this.newJobs = newJobs;
  }

  @Override
  public Integer call() {
    if (from == null && all || from != null && skipExisting) {
      throw new QueueException.Invalid(
          all
              ? "--all needs --from"
              : "--skip-existing cannot be combined with --from, which makes new ids",
          "See queuectl import --help.");
    }
    if (from != null && !file.equals("-") && ForeignTool.of(from) == ForeignTool.QUEUECTL) {
      print(
          onlyJobs(
              add(
                  FamilyList.read(
                      context.access().familyJobs(context.console().cwd().resolve(file))))));
      context.access().noteNew(context.printer());
      return 0;
    }
    try (var in =
        file.equals("-")
            ? context.console().in()
            : Files.newInputStream(
                OpenDatabases.refuse("a list of jobs", context.console().cwd().resolve(file)))) {
      print(from == null ? restore(in) : onlyJobs(add(ForeignTool.of(from), in)));
      context.access().noteNew(context.printer());
      return 0;
    } catch (NoSuchFileException e) {
      throw new QueueException.Invalid("the file " + file + " does not exist", "");
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be read: %s".formatted(file, e.getMessage()), "");
    }
  }

  private static Transferred onlyJobs(long jobs) {
    return new Transferred(jobs, 0);
  }

  private Transferred restore(InputStream in) throws IOException {
    var otherwise = context.jobDefaults().policy();
    try (var jobs = ArchiveLines.check(in, otherwise, ImportCommand::refuse)) {
      var store = context.access().openOrMake();
      if (!skipExisting) {
        Batches.<String>of(jobs.ids().iterator())
            .flatMap(ids -> firstTaken(store, ids).stream())
            .findFirst()
            .ifPresent(id -> refuseTaken(id, "nothing was imported"));
      }
      var schedules = schedules(store, jobs);
      var restored = restore(store, jobs);
      context.access().scheduleActions().addAll(schedules);
      return new Transferred(restored, schedules.size());
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /// Those to be added.
  private List<Schedule> schedules(Store store, ArchiveLines lines) {
    var defaults = context.jobDefaults();
    var added = new ArrayList<Schedule>();
    for (var draft : lines.schedules()) {
      var schedule = draft.toPrinted(defaults);
      var isTaken = store.schedules().find(schedule.name()).isPresent();
      if (isTaken && !skipExisting) {
        throw new QueueException.Duplicate(
            "a schedule \"%s\" exists already; nothing was imported".formatted(schedule.name()),
            "--skip-existing skips such schedules.");
      }
      if (!isTaken) {
        added.add(schedule);
      }
    }
    return added;
  }

  private long restore(Store store, ArchiveLines jobs) {
    var count = 0L;
    for (var batches = Batches.<ArchivedJob>of(jobs).iterator(); batches.hasNext(); ) {
      var batch = batches.next();
      try {
        count += store.archive().restore(batch, skipExisting, context.now());
      } catch (QueueException.Duplicate e) {
        // Somebody has been faster since the ids were looked up.
        var id = firstTaken(store, batch.stream().map(job -> job.job().id()).toList());
        refuseTaken(id.orElse("?"), "%,d jobs before it were imported".formatted(count));
      }
    }
    return count;
  }

  private static Optional<String> firstTaken(Store store, List<String> ids) {
    return store.snapshot(
        () -> ids.stream().filter(id -> store.jobs().find(id).isPresent()).findFirst());
  }

  private static void refuseTaken(String id, String done) {
    throw new QueueException.Duplicate(
        "a job with the id \"%s\" exists already; %s".formatted(id, done),
        "--skip-existing skips such jobs.");
  }

  private static void refuse(QueueException.Invalid e) {
    throw QueueException.Adding.IMPORTING.around(e);
  }

  private long add(ForeignTool tool, InputStream in) throws IOException {
    var text = Utf8.decoded("the list", in.readAllBytes());
    return add(tool.read(text));
  }

  private long add(List<ForeignJob> list) {
    var wanted = list.stream().filter(job -> all || !job.hasSucceeded()).toList();
    var defaults = newJobs.now();
    var jobs =
        wanted.stream().filter(job -> !job.isLeftOut()).map(job -> made(job, defaults)).toList();
    if (!jobs.isEmpty()) {
      enqueue(jobs);
    }
    tell(wanted);
    return jobs.size();
  }

  private void enqueue(List<NewJob> jobs) {
    try (var progress = context.printer().progress("enqueueing", jobs.size())) {
      context.access().actions().enqueue(progress.over(jobs), false);
    }
  }

  private static NewJob made(ForeignJob job, JobDefaults defaults) {
    try {
      return job.toJob(defaults);
    } catch (QueueException.Invalid e) {
      throw QueueException.Adding.IMPORTING.around(
          new QueueException.Foreign(job.name()).around(e));
    }
  }

  /// What did not come along, job by job.
  private void tell(List<ForeignJob> jobs) {
    var changed = jobs.stream().filter(job -> !job.losses().isEmpty()).toList();
    for (var job : changed) {
      job.losses().forEach(loss -> lost("job %s: %s.".formatted(job.name(), loss)));
    }
    if (!changed.isEmpty()) {
      context
          .printer()
          .note(
              "%,d of %,d jobs could not be carried over completely."
                  .formatted(changed.size(), jobs.size()));
    }
  }

  private void lost(String sentence) {
    lost.add(sentence);
    context.printer().note(sentence);
  }

  private void print(Transferred imported) {
    if (context.printer().json()) {
      context
          .printer()
          .object(
              json -> {
                json.field("imported", imported.jobs());
                if (imported.schedules() > 0) {
                  json.field("schedules", imported.schedules());
                }
                if (from != null) {
                  json.list("lost", lost);
                }
              });
    } else {
      context.printer().line("Imported " + imported.words() + ".");
    }
  }
}
