package dev.queuectl.web.browser;

import dev.queuectl.JobFilter;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.report.search.LogSearch.Found;
import dev.queuectl.report.search.SearchPlace;
import dev.queuectl.report.search.SearchQuery;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.activity.SearchPage;
import dev.queuectl.web.page.activity.SearchView;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/search`: through the output of all jobs.
final class SearchRoutes implements Section {
  private static final int MOST_LINES = 50;
  private static final int MOST_OF_OUTPUT = 5;

  private final DashboardContext dashboard;

  SearchRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(SearchPage.PATH, this::show));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var problems = new LinkedHashMap<String, String>();
    // With its blanks: they are part of what is looked for.
    var find = Objects.requireNonNullElse(context.queryParam("find"), "");
    if (!context.queryParamMap().isEmpty()) {
      check(find, problems);
    }
    problems.putAll(JobFilters.problems(request::query, request.served()));
    if (problems.isEmpty()) {
      var filter = JobFilters.of(request::query, request.served());
      var found = find.isEmpty() ? null : search(request, find, filter);
      request.show(page(request, find, filter, found, Typed.NOTHING));
    } else {
      var filter = JobFilters.asTyped(request::query, request.served());
      request.showAgain(page(request, find, filter, null, new Typed(Map.of(), problems)));
    }
  }

  private static void check(String find, Map<String, String> problems) {
    try {
      new SearchQuery(JobFilter.ALL, find, MOST_LINES, MOST_OF_OUTPUT, null);
    } catch (QueueException.Invalid e) {
      problems.put("find", FailureText.of(e));
    }
  }

  private Found search(PageRequest request, String find, ListAddress filter) {
    var cursor = request.query("cursor");
    return dashboard
        .searches()
        .search(
            new SearchQuery(
                JobFilters.filter(filter, request.served()),
                find,
                MOST_LINES,
                MOST_OF_OUTPUT,
                cursor.isEmpty() ? null : SearchPlace.of("cursor", cursor)));
  }

  private String page(
      PageRequest request, String find, ListAddress filter, @Nullable Found found, Typed typed) {
    var queues = dashboard.served().store().queues().list().stream().map(Queue::name).toList();
    var isFurther = !request.query("cursor").isEmpty();
    return SearchPage.html(
        new SearchView(find, filter, isFurther, queues, found, typed), request.frame());
  }
}
