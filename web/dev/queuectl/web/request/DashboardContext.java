package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.Setting;
import dev.queuectl.action.Actor;
import dev.queuectl.action.AuditLog;
import dev.queuectl.environment.Stdin;
import java.util.Optional;

/// What the parts of a dashboard work with.
public record DashboardContext(
    ServedQueue served,
    DashboardOptions options,
    Feed feed,
    JobEndings endings,
    JobActions jobs,
    Controls controls,
    Searches searches) {

  public static DashboardContext of(ServedQueue served, DashboardOptions options) {
    var feed = new Feed(served.store());
    return new DashboardContext(
        served,
        options,
        feed,
        new JobEndings(served.store()),
        new JobActions(served, feed),
        new Controls(served, feed),
        new Searches(served));
  }

  /// Records what somebody does; pages are refreshed.
  public AuditLog audit(Actor by) {
    return audit(served, feed, by);
  }

  static AuditLog audit(ServedQueue served, Feed feed, Actor by) {
    var log = AuditLog.of(served.store(), by);
    return (action, subject, detail) -> {
      feed.touch();
      log.add(action, subject, detail);
    };
  }

  /// What a job reads from standard input; empty for nothing, or if the store has lost it.
  public Optional<Stdin> stdin(Job job) {
    return Optional.ofNullable(job.surroundings().stdin()).flatMap(served.store().jobs()::stdin);
  }

  /// @throws io.javalin.http.ForbiddenResponse if the caller may not change that setting
  public static void demandFor(Setting setting, Caller by) {
    // The shell is part of what new jobs run.
    by.demand(setting == Setting.SHELL ? Right.SUBMIT : Right.CHANGE);
  }
}
