package dev.queuectl.cli.job;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.OpenDatabases;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobInput;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.store.Batches;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.JobStore.Twin;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds many jobs from a file or a pipe.
@Singleton
final class BulkEnqueuer {
  private static final int IDS_ON_TERMINAL = 20;

  private final CommandContext context;
  private final Printer printer;
  private final EnqueueNotes notes;
  private final NewJobDefaults defaults;

  BulkEnqueuer(CommandContext context, EnqueueNotes notes, NewJobDefaults defaults) {
    this.context = context;
    this.printer = context.printer();
    this.notes = notes;
    this.defaults = defaults;
  }

  int file(Path file, JobDraft otherwise, boolean replace, boolean keepGoing) {
    return opened(file, in -> stream(in, otherwise, replace, keepGoing));
  }

  /// Jobs of items that end in a NUL.
  int items(Path file, JobDraft otherwise, ItemTemplate items, boolean replace, boolean keepGoing) {
    return opened(file, in -> items(in, otherwise, items, replace, keepGoing));
  }

  private static int opened(Path file, ToIntFunction<InputStream> reading) {
    try (var in = Files.newInputStream(OpenDatabases.refuse("a list of jobs", file))) {
      return reading.applyAsInt(in);
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be read: %s".formatted(file, reason(e)), "Nothing was enqueued.");
    }
  }

  /// What is wrong with a file, in words.
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  /// As [#stream], but no input at all is a missing command.
  int pipe(InputStream in, JobDraft otherwise, boolean replace, boolean keepGoing) {
    var reading = new Reading(keepGoing);
    var jobs = read(otherwise, reading, input -> input.read(in));
    if (jobs.isEmpty() && !reading.broken) {
      throw new QueueException.Invalid(
          "the command is missing, and standard input is empty", "See queuectl enqueue --help.");
    }
    return add(jobs, replace, reading);
  }

  int stream(InputStream in, JobDraft otherwise, boolean replace, boolean keepGoing) {
    var reading = new Reading(keepGoing);
    return add(read(otherwise, reading, input -> input.read(in)), replace, reading);
  }

  int items(
      InputStream in, JobDraft otherwise, ItemTemplate items, boolean replace, boolean keepGoing) {
    var reading = new Reading(keepGoing);
    var jobs = read(otherwise, reading, input -> input.readItems(in, items::command));
    return add(jobs, replace, reading);
  }

  private interface Source {
    List<NewJob> read(JobInput input) throws IOException;
  }

  private List<NewJob> read(JobDraft otherwise, Reading reading, Source source) {
    if (otherwise.has(JobField.ID)) {
      throw new QueueException.Invalid("several jobs cannot share one id", "Leave out --id.");
    }
    try (var progress = printer.progress("reading", 0)) {
      var input =
          new JobInput(reading.reader, otherwise, defaults.now(), progress::step, reading::refuse);
      reading.input = input;
      return source.read(input);
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the input cannot be read: " + reason(e), "Nothing was enqueued.");
    }
  }

  private int add(List<NewJob> jobs, boolean replace, Reading reading) {
    var accepted = reading.keepGoing && !replace ? withoutTaken(jobs, reading) : jobs;
    var batches =
        reading.keepGoing && !reading.isTied()
            ? inBatches(accepted, replace)
            : allOrNone(accepted, replace, reading);
    var stored = batches.stream().flatMap(Stored::of).toList();
    var ids = stored.stream().map(Stored::id).toList();
    var twins = batches.stream().flatMap(batch -> batch.twins().stream()).toList();
    printer.stored(
        ids.size() == 1 ? "The job is stored." : "The %,d jobs are stored.".formatted(ids.size()),
        () -> print(stored, ids));
    notes.ignored(reading.reader);
    notes.twins(new Enqueued(ids, Optional.empty(), List.of(), twins));
    notes.added(accepted);
    return reading.broken ? Failures.USAGE : 0;
  }

  private List<Enqueued> allOrNone(List<NewJob> jobs, boolean replace, Reading reading) {
    if (jobs.isEmpty() || !reading.isTied()) {
      return jobs.isEmpty() ? List.of() : List.of(enqueue(jobs, replace));
    }
    try (var progress = printer.progress("enqueueing", jobs.size())) {
      return List.of(context.access().actions().enqueueTied(progress.over(jobs), replace));
    } catch (QueueException.NotFound | QueueException.WrongState | QueueException.Invalid e) {
      reading.locate(e, jobs);
      throw QueueException.Adding.ENQUEUING.around(e);
    }
  }

  /// Whoever goes on although some cannot be added has not asked for all or none.
  private List<Enqueued> inBatches(List<NewJob> jobs, boolean replace) {
    return Batches.<NewJob>of(jobs.iterator()).map(batch -> enqueue(batch, replace)).toList();
  }

  private Enqueued enqueue(List<NewJob> jobs, boolean replace) {
    try (var progress = printer.progress("enqueueing", jobs.size())) {
      return context.access().actions().enqueue(progress.over(jobs), replace);
    }
  }

  private List<NewJob> withoutTaken(List<NewJob> jobs, Reading reading) {
    return jobs.stream().filter(job -> isFree(job, reading)).toList();
  }

  private boolean isFree(NewJob job, Reading reading) {
    var id = job.id();
    if (id == null || context.open().jobs().find(id).isEmpty()) {
      return true;
    }
    reading.report("the id \"" + id + "\" is taken; its job was skipped.");
    return false;
  }

  /// @param isTwin whether it stands for one that was not added
  private record Stored(String id, boolean isTwin) {
    static Stream<Stored> of(Enqueued batch) {
      var twins = batch.twins().stream().map(Twin::place).collect(Collectors.toSet());
      return IntStream.range(0, batch.ids().size())
          .mapToObj(place -> new Stored(batch.ids().get(place), twins.contains(place)));
    }
  }

  private void print(List<Stored> stored, List<String> ids) {
    if (printer.json()) {
      printer.objects(
          stored,
          (json, one) -> {
            json.field("id", one.id());
            if (one.isTwin()) {
              json.field("duplicate", true);
            }
          });
    } else if (printer.terminal() && ids.size() > IDS_ON_TERMINAL && printer.talkative()) {
      printer.line(
          "Enqueued %,d jobs, %s to %s.".formatted(ids.size(), ids.getFirst(), ids.getLast()));
    } else {
      ids.forEach(printer::line);
    }
    if (ids.isEmpty()) {
      printer.note("there were no jobs to enqueue.");
    }
  }

  /// What happens with broken lines.
  private final class Reading {
    private final NewJobReader reader = new NewJobReader();
    private final boolean keepGoing;
    private boolean broken;
    private @Nullable JobInput input;

    Reading(boolean keepGoing) {
      this.keepGoing = keepGoing;
    }

    void refuse(QueueException.Invalid e) {
      if (!keepGoing) {
        throw QueueException.Adding.ENQUEUING.around(e);
      }
      report(Failures.sentence(e));
    }

    /// Whether some wait for others: then they are added together.
    boolean isTied() {
      return input != null && input.isTied();
    }

    /// Says in which line it is.
    void locate(QueueException e, List<NewJob> jobs) {
      if (input != null && jobs.size() == input.size()) {
        e.locate(input::source);
      }
    }

    void report(String sentence) {
      broken = true;
      printer.complain(sentence);
    }
  }
}
