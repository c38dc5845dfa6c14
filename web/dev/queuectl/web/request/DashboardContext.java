package dev.queuectl.web.request;

/// What the parts of a dashboard work with.
public record DashboardContext(
    ServedQueue served, DashboardOptions options, Feed feed, JobActions jobs, Controls controls) {

  public static DashboardContext of(ServedQueue served, DashboardOptions options, Feed feed) {
    var audit = new AuditLog(served, feed);
    return new DashboardContext(
        served, options, feed, new JobActions(served, audit), new Controls(served, audit));
  }
}
