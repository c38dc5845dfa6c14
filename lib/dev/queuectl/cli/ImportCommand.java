package dev.queuectl.cli;

import dev.queuectl.ArchiveStore;
import dev.queuectl.ArchivedJob;
import dev.queuectl.Batches;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobLines;
import io.micronaut.context.annotation.Prototype;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
      "Bring back jobs that export has written, with their states and histories. If a line is wrong or an id is taken, none; else 200 at a time. After one that was stopped half-way, --skip-existing does the rest.",
      "With --from: add what another tool lists and has not succeeded, as new jobs. tsp: the list of task-spooler; parallel: the --joblog of GNU parallel; pueue: pueue status --json."
    },
    footer = {
      "  queuectl import jobs.jsonl",
      "  tsp | queuectl import --from tsp -",
      "  queuectl import --from parallel joblog.txt",
      "  pueue status --json | queuectl import --from pueue -"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to read; - is standard input.")
  String file = "";

  @Option(names = "--from", paramLabel = "TOOL", description = "tsp, parallel or pueue.")
  @Nullable String from;

  @Option(names = "--all", description = "With --from: also what has succeeded there.")
  boolean all;

  @Option(
      names = "--skip-existing",
      description = "Leave out jobs whose id is taken, instead of importing nothing.")
  boolean skipExisting;

  private final Console console;
  private final StoreDoor door;
  private final Printer printer;
  private final Enqueuer enqueuer;

  ImportCommand(Console console, StoreDoor door, Printer printer, Enqueuer enqueuer) {
    this.console = console;
    this.door = door;
    this.printer = printer;
    this.enqueuer = enqueuer;
  }

  @Override
  public Integer call() {
    if (from == null && all || from != null && skipExisting) {
      throw new QueueException.Invalid(
          all ? "--all needs --from" : "--skip-existing is not for --from, which makes new ids",
          "See queuectl import --help.");
    }
    try (var in =
        file.equals("-") ? console.in() : Files.newInputStream(console.cwd().resolve(file))) {
      print(from == null ? restore(in) : add(ForeignTool.of(from), in));
      return 0;
    } catch (NoSuchFileException e) {
      throw new QueueException.Invalid("the file " + file + " does not exist", "");
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be read: %s".formatted(file, e.getMessage()), "");
    }
  }

  /// All are read and looked up first, so that a slow pipe never holds the store's lock, and what
  /// is wrong with any of them keeps all out.
  private long restore(InputStream in) throws IOException {
    var jobs = new ArrayList<ArchivedJob>();
    var ids = new HashSet<String>();
    var otherwise = enqueuer.defaults().policy();
    new JobLines(line -> jobs.add(read(line, otherwise, ids)), ImportCommand::refuse).read(in);
    var archive = door.openOrMake().archive();
    if (!skipExisting) {
      archive
          .firstTaken(jobs.stream().map(job -> job.job().id()).toList())
          .ifPresent(id -> refuseTaken(id, "nothing was imported"));
    }
    return restore(archive, jobs);
  }

  private static ArchivedJob read(String line, JobPolicy otherwise, Set<String> ids) {
    var job = ArchiveReader.read(line, otherwise);
    if (!ids.add(job.job().id())) {
      throw new QueueException.Invalid("the id \"%s\" is given twice".formatted(job.job().id()));
    }
    return job;
  }

  private long restore(ArchiveStore archive, List<ArchivedJob> jobs) {
    var count = 0L;
    for (var batches = Batches.<ArchivedJob>of(jobs.iterator()).iterator(); batches.hasNext(); ) {
      var batch = batches.next();
      try {
        count += archive.restore(batch, skipExisting, door.now());
      } catch (QueueException.Duplicate e) {
        // Somebody has been faster since the ids were looked up.
        var id = archive.firstTaken(batch.stream().map(job -> job.job().id()).toList());
        refuseTaken(id.orElse("?"), "%,d jobs before it were imported".formatted(count));
      }
    }
    door.wakeWorkers();
    return count;
  }

  private static void refuseTaken(String id, String done) {
    throw new QueueException.Duplicate(
        "a job with the id \"%s\" exists already, %s".formatted(id, done),
        "--skip-existing leaves such jobs out.");
  }

  private static void refuse(QueueException.Invalid e) {
    throw new QueueException.Invalid(e.getMessage() + "; nothing was imported", e.advice());
  }

  private long add(ForeignTool tool, InputStream in) throws IOException {
    var text = new ByteArrayOutputStream();
    in.transferTo(text);
    var defaults = enqueuer.defaults();
    var jobs = new ArrayList<NewJob>();
    for (var job : tool.read(text.toString(StandardCharsets.UTF_8))) {
      if (all || !job.succeeded()) {
        jobs.add(job.toJob(defaults));
      }
    }
    return jobs.isEmpty() ? 0 : enqueuer.add(jobs, false).size();
  }

  private void print(long count) {
    if (printer.json()) {
      try (var json = printer.json(false)) {
        json.object(() -> json.field("imported", count));
      }
    } else {
      printer.line(count == 1 ? "imported 1 job" : "imported %,d jobs".formatted(count));
    }
  }
}
