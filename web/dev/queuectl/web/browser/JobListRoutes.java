package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.JobsPage;
import dev.queuectl.web.page.JobsView;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.Listing;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;

/// `/jobs`: the list.
final class JobListRoutes implements Section {
  private static final int PAGE = 50;

  private final Desk desk;

  JobListRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/jobs", this::list));
  }

  private void list(Context context) {
    var visit = new Visit(context, desk);
    var filter = JobFilters.of(visit::query, desk.site());
    if (isSearch(context) && desk.site().store().jobs().find(filter.text()).isPresent()) {
      context.redirect(Addresses.job(filter.text()), HttpStatus.SEE_OTHER);
      return;
    }
    visit.show(desk.site().store().snapshot(() -> list(visit, filter)));
  }

  private String list(Visit visit, ListAddress filter) {
    var listing = listing(visit);
    var store = desk.site().store();
    var found = store.jobs().search(JobFilters.query(filter, PAGE, listing.after(), desk.site()));
    var queues = store.queues().list();
    var counts = OverviewRoutes.counts(queues);
    var view =
        new JobsView(
            filter,
            listing,
            found.jobs(),
            found.next(),
            newer(visit, filter, found.jobs()),
            counts,
            queues.stream().map(Queue::name).toList());
    return JobsPage.html(view, visit.frame(counts.getOrDefault(JobState.DEAD, 0L)));
  }

  /// From the box at the top of every page: who types a whole id means that job.
  private static boolean isSearch(Context context) {
    return context.queryParamMap().keySet().equals(Set.of("text"));
  }

  private static Listing listing(Visit visit) {
    return Listing.of(
        visit.query("after"),
        java.util.Objects.requireNonNullElse(visit.context().queryParam("trail"), ""));
  }

  /// Asked only of the first page while it is open: by its own address it begins with the newest.
  private int newer(Visit visit, ListAddress filter, List<Job> jobs) {
    var isOpen = visit.query("live").equals("first");
    if (!isOpen || filter.sort() != Sort.NEWEST || jobs.isEmpty()) {
      return 0;
    }
    var first = new Place(jobs.getFirst().priority(), jobs.getFirst().seq());
    var search = JobFilters.query(filter, Sort.OLDEST, JobsView.MOST_NEWER, first, desk.site());
    return desk.site().store().jobs().search(search).jobs().size();
  }
}
