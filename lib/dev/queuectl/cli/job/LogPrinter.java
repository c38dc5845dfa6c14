package dev.queuectl.cli.job;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.OutputElsewhere;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.process.output.InterleavedOutput;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputReader;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Printable;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Prints the output that is kept of a job's attempts.
@Singleton
final class LogPrinter {
  private final StoreAccess access;
  private final OutputElsewhere elsewhere;
  private final Printer printer;

  LogPrinter(StoreAccess access, OutputElsewhere elsewhere, Printer printer) {
    this.access = access;
    this.elsewhere = elsewhere;
    this.printer = printer;
  }

  /// Whole attempts, each with a line about it and its sections.
  ///
  /// @param number of the only attempt to print; null for all
  /// @param tail how many lines of each stream, empty for all
  void print(Job job, @Nullable Integer number, OptionalInt tail, boolean raw) {
    var attempts = attempts(job, number);
    attempts.forEach(attempt -> elsewhere.refuse(job, attempt)); // before any is printed
    if (printer.json()) {
      printJson(job, attempts, tail);
      return;
    }
    for (var attempt : attempts) {
      print(job, attempt, tail, raw);
    }
    if (attempts.isEmpty()) {
      noOutput(job);
    }
  }

  /// One stream of one attempt, unchanged.
  ///
  /// @param number of the attempt; null for the newest
  void printStream(
      Job job, @Nullable Integer number, boolean stdout, OptionalInt tail, boolean raw) {
    var attempts = attempts(job, number);
    if (attempts.isEmpty()) {
      noOutput(job);
      return;
    }
    copy(file(job, attempts.getLast(), stdout), tail, printer.jobOutput(raw));
  }

  /// Both streams of one attempt as one, on standard output.
  ///
  /// @param number of the attempt; null for the newest
  void printInterleaved(Job job, @Nullable Integer number, OptionalInt tail, boolean raw) {
    var attempts = attempts(job, number);
    if (attempts.isEmpty()) {
      noOutput(job);
      return;
    }
    var attempt = attempts.getLast();
    if (attempt.endedAt() == null) {
      throw new QueueException.WrongState(
          "attempt %d of \"%s\" is still running".formatted(attempt.number(), job.id()),
          "In which order it prints is known when it has ended. To follow it: queuectl logs %s -f"
              .formatted(job.id()));
    }
    try (var to = printer.jobOutput(raw)) {
      var both = InterleavedOutput.of(files(job, attempt), attempt.order());
      var from = tail.isPresent() ? both.tailOffset(tail.getAsInt()) : 0;
      both.copy(from, both.size(), to);
      noteOrder(both.known());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void noteOrder(InterleavedOutput.Known known) {
    switch (known) {
      case EXACT -> {}
      case PARTLY ->
          printer.note("some lines were written within moments: their order is a guess.");
      case UNKNOWN ->
          printer.note("in which order it was printed was not seen: stdout comes first.");
    }
  }

  private void noOutput(Job job) {
    printer.note("the job \"%s\" has not started yet, so there is no output.".formatted(job.id()));
  }

  /// Where the output is, file by file; what printed nothing has no file.
  ///
  /// @param number of the only attempt; null for all
  void printPaths(Job job, @Nullable Integer number, boolean stdout, boolean stderr) {
    var attempts = attempts(job, number);
    if (printer.json()) {
      printer.objects(
          attempts,
          (json, attempt) -> {
            json.field("attempt", (long) attempt.number());
            json.field("stdout", path(job, attempt, true).orElse(null));
            json.field("stderr", path(job, attempt, false).orElse(null));
          });
      return;
    }
    for (var attempt : attempts) {
      if (!stderr) {
        path(job, attempt, true).ifPresent(printer::line);
      }
      if (!stdout) {
        path(job, attempt, false).ifPresent(printer::line);
      }
    }
  }

  private Optional<String> path(Job job, Attempt attempt, boolean stdout) {
    return Optional.of(file(job, attempt, stdout)).filter(Files::exists).map(Path::toString);
  }

  private List<Attempt> attempts(Job job, @Nullable Integer number) {
    var all = access.open().jobs().attempts(job.seq());
    var wanted =
        all.stream().filter(attempt -> number == null || attempt.number() == number).toList();
    if (number != null && wanted.isEmpty()) {
      throw new QueueException.NotFound(
          "the job \"%s\" has no attempt %d".formatted(job.id(), number),
          all.isEmpty()
              ? "It has none yet."
              : "Its newest is %d.".formatted(all.getLast().number()));
    }
    return wanted;
  }

  private void print(Job job, Attempt attempt, OptionalInt tail, boolean raw) {
    printer.sentence(headline(attempt), 2);
    section("EXIT CODE");
    printer.line(attempt.exitCode() == null ? "-" : attempt.exitCode().toString());
    section("STDOUT");
    lines(file(job, attempt, true), tail, raw);
    section("STDERR");
    lines(file(job, attempt, false), tail, raw);
  }

  private void section(String title) {
    printer.line(printer.styled(Style.BOLD, "=== " + title + " ==="));
  }

  private static String headline(Attempt attempt) {
    var line = new StringBuilder("attempt " + attempt.number());
    if (attempt.exitCode() != null) {
      line.append(" exit_code=").append(attempt.exitCode());
    }
    line.append(" outcome=").append(attempt.outcome() == null ? "running" : attempt.outcome());
    line.append(" started_at=").append(JsonOut.time(attempt.startedAt()));
    attempt
        .duration()
        .ifPresent(ran -> line.append(" duration=").append(Durations.seconds(ran)).append('s'));
    line.append(" worker=").append(attempt.worker());
    if (attempt.error() != null) {
      line.append(" error=\"").append(Printable.line(attempt.error())).append('"');
    }
    return line.toString();
  }

  /// A section ends with a newline, whatever the job did.
  private void lines(Path file, OptionalInt tail, boolean raw) {
    var sink = printer.jobOutput(raw);
    copy(file, tail, sink);
    if (sink.isLineOpen()) {
      printer.line("");
    }
  }

  private LogStore.Output files(Job job, Attempt attempt) {
    elsewhere.refuse(job, attempt);
    return access.logs().reading(job.seq(), attempt.number());
  }

  private Path file(Job job, Attempt attempt, boolean stdout) {
    var output = files(job, attempt);
    return stdout ? output.stdout() : output.stderr();
  }

  private static void copy(Path file, OptionalInt tail, OutputStream to) {
    var reader = new OutputReader(file);
    try (to) {
      reader.copy(tail.isPresent() ? reader.tailOffset(tail.getAsInt()) : 0, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printJson(Job job, List<Attempt> attempts, OptionalInt tail) {
    printer.objects(
        attempts,
        (json, attempt) -> {
          JobJson.fields(json, attempt);
          json.field("stdout", text(file(job, attempt, true), tail));
          json.field("stderr", text(file(job, attempt, false), tail));
        });
  }

  private static String text(Path file, OptionalInt tail) {
    var bytes = new ByteArrayOutputStream();
    copy(file, tail, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
