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
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/jobs`: the list.
final class JobListRoutes implements Section {
  private static final int MOST_PAGES = 1_000;

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
    var other = filter.order().isStored() ? "page" : "cursor";
    if (!(filter.order().isStored() ? request.query("page") : request.cursor("after")).isEmpty()) {
      throw new QueueException.Invalid(other + " does not go with sort=" + filter.order().word());
    }
    var counts = JobCounts.of(request.served(), filter);
    if (filter.order().isStored()) {
      return page(request, filter, listed(request, filter, counts, ""));
    }
    return counts.listed() != null && counts.listed() <= JobOrder.MOST_SORTED
        ? page(request, filter, sorted(request, filter, counts))
        : page(
            request,
            filter.by(JobOrder.NEWEST),
            listed(request, filter.by(JobOrder.NEWEST), counts, unsorted(counts.listed())));
  }

  private static String unsorted(@Nullable Long listed) {
    return "Lists of up to %,d jobs can be sorted by this, and %s. It shows the newest first; narrow it by state, queue, text or time."
        .formatted(
            JobOrder.MOST_SORTED,
            listed == null ? "this one may be longer" : "this one has %,d".formatted(listed));
  }

  /// What a page shows of a list.
  private record Shown(
      Listing listing, JobQuery.Found found, JobCounts counts, Typed typed, String unsorted) {}

  private Shown listed(PageRequest request, ListAddress filter, JobCounts counts, String unsorted) {
    var listing = unsorted.isEmpty() ? listing(request) : Listing.FIRST;
    var query = JobFilters.query(filter, JobsView.PAGE, listing.after(), request.served());
    var found = dashboard.served().store().jobs().search(query);
    return new Shown(listing, found, counts, Typed.NOTHING, unsorted);
  }

  /// All of them, of which the page is cut after they were sorted.
  private Shown sorted(PageRequest request, ListAddress filter, JobCounts counts) {
    var number = request.parameters().whole("page", 1, MOST_PAGES, 1);
    var query = JobFilters.query(filter, JobOrder.MOST_SORTED, null, request.served());
    var all = new ArrayList<>(dashboard.served().store().jobs().search(query).jobs());
    all.sort(filter.order().comparator());
    var from = Math.min(all.size(), (number - 1) * JobsView.PAGE);
    var jobs = all.subList(from, Math.min(all.size(), from + JobsView.PAGE));
    var next = from + jobs.size() < all.size() ? Place.of(jobs.getLast()) : null;
    var found = new JobQuery.Found(jobs, next);
    return new Shown(Listing.counted(number), found, counts, Typed.NOTHING, "");
  }

  /// The filter as it was typed, over no list.
  private String wrong(PageRequest request, Typed typed) {
    var filter = JobFilters.asTyped(request::query, request.served());
    var counts = JobCounts.of(request.served(), ListAddress.ALL);
    var found = new JobQuery.Found(List.of(), null);
    return page(request, filter, new Shown(Listing.FIRST, found, counts, typed, ""));
  }

  private String page(PageRequest request, ListAddress filter, Shown shown) {
    var queues = dashboard.served().store().queues().list();
    var dead = queues.stream().mapToLong(queue -> queue.count(JobState.DEAD)).sum();
    var view =
        new JobsView(
            filter,
            shown.listing(),
            shown.found().jobs(),
            shown.found().next(),
            newer(request, filter, shown.found().jobs()),
            shown.counts().states(),
            shown.counts().waiting(),
            queues.stream().map(Queue::name).toList(),
            shown.counts().listed(),
            shown.typed(),
            shown.unsorted());
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
        request.cursor("after"),
        Objects.requireNonNullElse(request.context().queryParam("trail"), ""));
  }

  /// Asked only of the first page while it is open: by its own address it begins with the newest.
  private int newer(PageRequest request, ListAddress filter, List<Job> jobs) {
    if (!isOpen(request.query("live")) || filter.order() != JobOrder.NEWEST || jobs.isEmpty()) {
      return 0;
    }
    var first = new Place(jobs.getFirst().priority(), jobs.getFirst().seq());
    var search =
        JobFilters.query(filter, Sort.OLDEST, JobsView.MOST_NEWER, first, request.served());
    return dashboard.served().store().jobs().search(search).jobs().size();
  }
}
