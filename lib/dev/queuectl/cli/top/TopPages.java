package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.cli.top.TopState.Opened;
import dev.queuectl.process.output.OutputReader;
import dev.queuectl.report.Printable;
import dev.queuectl.report.TerminalText;
import io.micronaut.context.annotation.Prototype;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `top` shows of one job instead of its lists, as lines that fit the screen.
@Prototype
final class TopPages {
  /// The end of each stream that is looked at, however long it is.
  private static final int BYTES = 64 * 1024;

  /// All of a line before a carriage return that more of the line follows.
  private static final Pattern OVERWRITTEN = Pattern.compile("(?dm)^(?:[^\n\r]*+\r)+(?=[^\n\r])");

  private final Console console;
  private final StoreAccess access;
  private final JobFinder finder;

  TopPages(Console console, StoreAccess access, JobFinder finder) {
    this.console = console;
    this.access = access;
    this.finder = finder;
  }

  List<String> lines(Opened opened, int width) {
    try {
      return switch (opened.page()) {
        case HELP -> TopHelp.lines(width);
        case STORY -> wrapped(story(finder.ofId(opened.job()), width).lines(), width);
        case LOG -> log(finder.ofId(opened.job()), width);
      };
    } catch (QueueException.NotFound e) {
      return List.of(Failures.sentence(e));
    }
  }

  private static List<String> wrapped(Stream<String> lines, int width) {
    return lines.flatMap(line -> TextWidth.wrapped(Printable.line(line), width).stream()).toList();
  }

  /// As `show` prints it.
  private String story(Job job, int width) {
    var page = new ByteArrayOutputStream();
    var options = new SharedOptions();
    options.noColor = true;
    var paper = console.printingTo(page, width);
    var printer = new Printer(paper, options);
    new JobPrinter(new CommandContext(access, printer, paper)).print(() -> job, false, false);
    printer.flush();
    return page.toString(StandardCharsets.UTF_8);
  }

  private List<String> log(Job job, int width) {
    if (job.lastAttempt() == 0) {
      return List.of("It has not started yet.");
    }
    var output = access.logs().reading(job.seq(), job.lastAttempt());
    var lines = new ArrayList<String>();
    lines.add("attempt %d, %s".formatted(job.lastAttempt(), job.state().word()));
    lines.addAll(section("=== STDOUT ===", output.stdout(), width));
    lines.addAll(section("=== STDERR ===", output.stderr(), width));
    return lines;
  }

  private static List<String> section(String title, Path file, int width) {
    var lines = new ArrayList<String>();
    lines.add(title);
    lines.addAll(wrapped(end(file).lines(), width));
    return lines.size() == 1 ? List.of() : lines;
  }

  private static String end(Path file) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (Files.exists(file)) {
        new OutputReader(file).copy(Math.max(0, Files.size(file) - BYTES), bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var text = bytes.toString(StandardCharsets.UTF_8);
    return seen(text.length() < BYTES ? text : text.substring(text.indexOf('\n') + 1));
  }

  /// Without colours, and without what was written over.
  private static String seen(String text) {
    return OVERWRITTEN.matcher(TerminalText.plain(text)).replaceAll("");
  }
}
