package dev.queuectl.web.request;

/// What the parts of a dashboard work with.
public record Desk(
    Site site, DashboardOptions options, Feed feed, JobActions jobs, Controls controls) {

  public static Desk of(Site site, DashboardOptions options, Feed feed) {
    var trail = new Trail(site, feed);
    return new Desk(site, options, feed, new JobActions(site, trail), new Controls(site, trail));
  }
}
