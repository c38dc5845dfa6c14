package dev.queuectl.cli.search;

import dev.queuectl.Bytes;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.console.Style;
import dev.queuectl.report.Printable;
import dev.queuectl.report.search.FoundLine;
import dev.queuectl.report.search.LogSearch;
import dev.queuectl.report.search.LogSearch.Found;
import dev.queuectl.report.search.SearchQuery;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/// Prints lines as they are found, search by search: none takes long, and nothing is kept.
@Singleton
final class SearchPrinter {
  private final CommandContext context;
  private final KnownQueues queues;

  SearchPrinter(CommandContext context, KnownQueues queues) {
    this.context = context;
    this.queues = queues;
  }

  /// @param most how many lines
  void print(SearchQuery query, long most) {
    var printer = context.printer();
    if (printer.json()) {
      try (var json = printer.json(true)) {
        search(query, most, line -> json.object(() -> line.write(json)));
      }
    } else {
      note(query, search(query, most, this::line));
    }
  }

  /// What all searches together have looked through, and where the last one stopped.
  private record Sum(long lines, long jobs, long bytes, Found last) {}

  private Sum search(SearchQuery query, long most, Consumer<FoundLine> line) {
    var sum = new Sum(0, 0, 0, search(query.limitedTo(most)));
    while (true) {
      var found = sum.last;
      found.lines().forEach(line);
      context.printer().flush();
      sum =
          new Sum(
              sum.lines + found.lines().size(),
              sum.jobs + found.jobs(),
              sum.bytes + found.bytes(),
              found);
      if (found.next() == null || sum.lines >= most) {
        return sum;
      }
      var rest = query.from(found.next()).limitedTo(most - sum.lines);
      sum = new Sum(sum.lines, sum.jobs, sum.bytes, search(rest));
    }
  }

  private Found search(SearchQuery query) {
    return LogSearch.search(context.open().jobs(), context.access().logs(), context::now, query);
  }

  private void line(FoundLine line) {
    var printer = context.printer();
    var place =
        "%s/%d/%s:%d:"
            .formatted(Printable.line(line.job().id()), line.attempt(), line.stream(), line.line());
    printer.line(
        printer.styled(Style.CYAN, place)
            + " "
            + Printable.line(line.before())
            + printer.styled(Style.RED, Printable.line(line.match()))
            + Printable.line(line.after()));
  }

  private void note(SearchQuery query, Sum sum) {
    var searched =
        "searched %s of output of %s"
            .formatted(Bytes.text(sum.bytes), Numbers.counted(sum.jobs, "job"));
    var next = sum.last.next();
    var reached = sum.last.reached();
    if (next != null && reached != null) {
      context
          .printer()
          .note(
              "%s, back to %s, enqueued %s. --after %s goes on there; --all prints all lines."
                  .formatted(
                      searched, reached.id(), context.time(reached.createdAt()), next.word()));
      return;
    }
    var missing = queues.missing(query.filter().queue()).map(" "::concat).orElse("");
    context
        .printer()
        .note("%s%s.%s".formatted(sum.lines == 0 ? "nothing found; " : "", searched, missing));
  }
}
