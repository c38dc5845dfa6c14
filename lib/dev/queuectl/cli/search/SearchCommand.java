package dev.queuectl.cli.search;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.job.FilterOptions;
import dev.queuectl.report.search.SearchPlace;
import dev.queuectl.report.search.SearchQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `search TEXT`
@Prototype
@Command(
    name = "search",
    description = {
      "Search the output of all jobs for lines that contain a text, ignoring case.",
      "The newest jobs come first. A line is printed as JOB/ATTEMPT/STREAM:LINE: TEXT. Also: grep."
    },
    footer = {
      "  queuectl search 'connection refused'",
      "  queuectl search 'No space left' --state dead --since 2h",
      "  queuectl search timeout --queue mail --all --jsonl"
    })
public final class SearchCommand implements Callable<Integer> {
  private static final int LINES_AT_A_TIME = 1000;

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What the lines contain.")
  List<String> words = new ArrayList<>();

  @Mixin FilterOptions filter = new FilterOptions();

  @Mixin ListLimit limit = new ListLimit();

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      description =
          "Go on where a search has stopped; it says how. With --json, every line has its place: "
              + "the cursor.")
  @Nullable String after;

  private final CommandContext context;
  private final SearchPrinter found;

  SearchCommand(CommandContext context, SearchPrinter found) {
    this.context = context;
    this.found = found;
  }

  @Override
  public Integer call() {
    var query =
        new SearchQuery(
            filter.read(context),
            String.join(" ", words),
            LINES_AT_A_TIME,
            LINES_AT_A_TIME,
            after == null ? null : SearchPlace.of("--after", after));
    found.print(query, limit.rows(context.printer()));
    return 0;
  }
}
