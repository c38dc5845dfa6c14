package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.JobsPage;
import dev.queuectl.web.page.JobsView;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.Listing;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// `/jobs`: the list.
final class JobListRoutes implements Section {
  private final DashboardContext dashboard;

  JobListRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/jobs", this::list));
  }

  private void list(Context context) {
    var request = new PageRequest(context, dashboard);
    var problems = JobFilters.problems(request::query, request.served());
    if (!problems.isEmpty()) {
      var typed = new Typed(Map.of(), problems);
      request.showAgain(dashboard.served().store().snapshot(() -> wrong(request, typed)));
      return;
    }
    var filter = JobFilters.of(request::query, request.served());
    if (isSearch(context) && dashboard.served().store().jobs().find(filter.text()).isPresent()) {
      context.redirect(Addresses.job(filter.text()), HttpStatus.SEE_OTHER);
      return;
    }
    request.show(dashboard.served().store().snapshot(() -> list(request, filter)));
  }

  private String list(PageRequest request, ListAddress filter) {
    var listing = listing(request);
    var found =
        dashboard
            .served()
            .store()
            .jobs()
            .search(JobFilters.query(filter, JobsView.PAGE, listing.after(), request.served()));
    return page(request, filter, listing, found, Typed.NOTHING);
  }

  /// The filter as it was typed, over no list.
  private String wrong(PageRequest request, Typed typed) {
    var filter = JobFilters.asTyped(request::query, request.served());
    return page(request, filter, Listing.FIRST, new JobQuery.Found(List.of(), null), typed);
  }

  private String page(
      PageRequest request, ListAddress filter, Listing listing, JobQuery.Found found, Typed typed) {
    var store = dashboard.served().store();
    var queues = store.queues().list();
    var dead = queues.stream().mapToLong(queue -> queue.count(JobState.DEAD)).sum();
    var counts = JobCounts.of(request.served(), typed.isWrong() ? ListAddress.ALL : filter);
    var view =
        new JobsView(
            filter,
            listing,
            found.jobs(),
            found.next(),
            newer(request, filter, found.jobs()),
            counts.states(),
            counts.waiting(),
            queues.stream().map(Queue::name).toList(),
            counts.listed(),
            typed);
    return JobsPage.html(view, request.frame(dead));
  }

  /// From the box at the top of every page: who types a whole id means that job.
  private static boolean isSearch(Context context) {
    return context.queryParamMap().keySet().equals(Set.of("text"));
  }

  private static boolean isOpen(String live) {
    return switch (live) {
      case "first" -> true;
      case "", "further" -> false;
      default -> throw new QueueException.Invalid("live must be first or further");
    };
  }

  private static Listing listing(PageRequest request) {
    return Listing.of(
        request.query("after"),
        Objects.requireNonNullElse(request.context().queryParam("trail"), ""));
  }

  /// Asked only of the first page while it is open: by its own address it begins with the newest.
  private int newer(PageRequest request, ListAddress filter, List<Job> jobs) {
    if (!isOpen(request.query("live")) || filter.sort() != Sort.NEWEST || jobs.isEmpty()) {
      return 0;
    }
    var first = new Place(jobs.getFirst().priority(), jobs.getFirst().seq());
    var search =
        JobFilters.query(filter, Sort.OLDEST, JobsView.MOST_NEWER, first, request.served());
    return dashboard.served().store().jobs().search(search).jobs().size();
  }
}
