package dev.queuectl.cli.transfer;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.access.StoredSurroundings;
import dev.queuectl.cli.job.FilterOptions;
import dev.queuectl.process.posix.Privacy;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JobPages;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import dev.queuectl.report.schedule.ScheduleJson;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobTies;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export`
@Prototype
@Command(
    name = "export",
    description = {
      "Write jobs with their states, environment and history as JSON, one object per line, in the order they were enqueued; import reads it.",
      "What jobs were given with --env and --stdin is included, and may be secret, so a file is readable only by you; the environments in which they were enqueued only with --with-env, as otherwise they have their worker's when they are imported. The jobs' output is not included.",
      "Schedules follow the jobs, unless only some jobs are wanted."
    },
    footer = {
      "  queuectl export jobs.jsonl",
      "  queuectl export --state dead | queuectl --db other.db import -",
      "  queuectl export --queue mail --with-env | gzip > mail.jsonl.gz"
    })
public final class ExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The file to write; - or nothing means standard output.")
  String file = "-";

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(names = "--all", description = "All that match (the default).")
  boolean all;

  @Option(
      names = "--with-env",
      description =
          "Include the environments in which the jobs were enqueued, which may hold secrets; but "
              + "not variables that are not UTF-8.")
  boolean withEnv;

  @Option(names = "--force", description = "Replace the file if it exists.")
  boolean force;

  private final CommandContext context;
  private final KnownQueues queues;
  private final StoredSurroundings surroundings;

  ExportCommand(CommandContext context, KnownQueues queues) {
    this.context = context;
    this.queues = queues;
    this.surroundings = new StoredSurroundings(context);
  }

  @Override
  public Integer call() throws IOException {
    var query = new JobQuery(filter.read(context), JobQuery.Sort.OLDEST, 1);
    context.access().openExisting();
    queues.missing(query.queue()).ifPresent(context.printer()::note);
    if (file.equals("-")) {
      write(query, context.printer().out());
      return 0;
    }
    var path = context.console().cwd().resolve(file);
    var count = writeTo(path, query).words();
    context.printer().note("wrote %s to %s.".formatted(count, path));
    return 0;
  }

  private Transferred writeTo(Path path, JobQuery query) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return fill(path, query); // a pipe, a device
    }
    refuseExisting(path);
    var unfinished =
        path.resolveSibling(path.getFileName() + ".part-" + context.now().toEpochMilli());
    Privacy.makeFile(unfinished);
    try {
      var count = fill(unfinished, query);
      refuseExisting(path);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      return count;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void refuseExisting(Path path) {
    if (!force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new QueueException.WrongState(
          path + " exists already; nothing was written",
          "Choose another name, or replace it with --force.");
    }
  }

  private Transferred fill(Path path, JobQuery query) throws IOException {
    try (var stream = Files.newOutputStream(path);
        var out = new Output(stream)) {
      var count = write(query, out);
      out.flush();
      return count;
    }
  }

  /// One state of the queue: no job is left out or written twice, and each has the history that it
  /// counts.
  private Transferred write(JobQuery query, Output out) {
    return context.open().snapshot(() -> writeAll(query, out));
  }

  private Transferred writeAll(JobQuery query, Output out) {
    var count = 0L;
    try (var json = new JsonOut(out, false)) {
      for (var jobs = JobPages.of(context.open().jobs(), query).iterator();
          jobs.hasNext();
          count++) {
        var job = jobs.next();
        var history = context.open().jobs().attempts(job.seq());
        var given = surroundings.of(job, withEnv);
        var ties =
            job.ties().conditions() > 0 ? context.open().jobs().ties(job.seq()) : JobTies.NONE;
        json.object(() -> JobJson.archived(json, job, given, history, ties));
      }
      var schedules =
          query.filter().equals(JobFilter.ALL)
              ? context.open().schedules().list()
              : List.<Schedule>of();
      schedules.forEach(schedule -> write(schedule, json));
      return new Transferred(count, schedules.size());
    }
  }

  private static void write(Schedule schedule, JsonOut json) {
    json.object(
        () -> json.object(ScheduleJson.EXPORTED, () -> ScheduleJson.fields(json, schedule, true)));
  }
}
