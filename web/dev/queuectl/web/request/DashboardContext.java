package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.Setting;
import dev.queuectl.environment.Stdin;
import java.util.Optional;

/// What the parts of a dashboard work with.
public record DashboardContext(
    ServedQueue served, DashboardOptions options, Feed feed, JobActions jobs, Controls controls) {

  public static DashboardContext of(ServedQueue served, DashboardOptions options, Feed feed) {
    var audit = new AuditLog(served, feed);
    return new DashboardContext(
        served, options, feed, new JobActions(served, audit), new Controls(served, audit));
  }

  /// What a job reads from standard input; empty for nothing, or if the store has lost it.
  public Optional<Stdin> stdin(Job job) {
    return Optional.ofNullable(job.surroundings().stdin()).flatMap(served.store().jobs()::stdin);
  }

  /// @throws io.javalin.http.ForbiddenResponse if nobody may change that setting here
  public void demandFor(Setting setting) {
    // The shell is part of what new jobs run.
    options.demand(setting == Setting.SHELL ? Right.SUBMIT : Right.CHANGE);
  }
}
