package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.web.Dashboard;
import jakarta.inject.Singleton;

/// Makes links that log a browser in, once.
@Singleton
final class LoginLinks {
  private final StoreAccess access;

  LoginLinks(StoreAccess access) {
    this.access = access;
  }

  /// Whoever runs this command is the owner; a link that allows less is for a guest.
  Login owner(Grant grant) {
    return Dashboard.owner(access.runDirectory(), grant);
  }

  String to(RunningDashboard dashboard, Login login) {
    var link = access.open().access().addLink(login, access.now());
    return Dashboard.loginUrl(dashboard.url(), link);
  }

  /// For the owner.
  String to(RunningDashboard dashboard) {
    return to(dashboard, owner(Grant.FULL));
  }
}
