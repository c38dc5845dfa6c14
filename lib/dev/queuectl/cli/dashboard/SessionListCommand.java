package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.AccessJson;
import dev.queuectl.store.LoginSession;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `dashboard session list`
@Prototype
@Command(
    name = "list",
    description = {
      "List the browsers that are logged in, newest first.",
      "A session ends when it has not been used for 12 hours, and after 7 days."
    },
    footer = "  queuectl dashboard session list --json")
public final class SessionListCommand implements Callable<Integer> {
  private final CommandContext context;

  SessionListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var sessions = context.open().access().sessions(context.now());
    var printer = context.printer();
    if (printer.json()) {
      printer.objects(sessions, AccessJson::session);
    } else {
      print(sessions);
    }
    return 0;
  }

  private void print(List<LoginSession> sessions) {
    var table = new Table("ID", "WHO", "MAY", "FROM", "SINCE", "USED", "BROWSER");
    for (var session : sessions) {
      table.row(
          Long.toString(session.id()),
          session.login().name(),
          session.login().grant().word(),
          session.origin(),
          context.time(session.begunAt()),
          context.time(session.usedAt()),
          Objects.requireNonNullElse(session.browser(), "-"));
    }
    table.print(context.printer());
    if (sessions.isEmpty()) {
      context.printer().remark("Nobody is logged in.");
    }
  }
}
