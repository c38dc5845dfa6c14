package dev.queuectl.cli.dashboard;

import dev.queuectl.Numbers;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `dashboard token revoke NAME`
@Prototype
@Command(
    name = "revoke",
    description = {
      "Take a token back. Whoever is logged in with it is logged out at once, at every dashboard."
    },
    footer = "  queuectl dashboard token revoke anna")
public final class TokenRevokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The name of the token.")
  String name = "";

  private final StoreAccess access;
  private final Printer printer;

  TokenRevokeCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var ended = access.open().access().revokeToken(name);
    access.audit().add("revoke token", name, Numbers.counted(ended, "session") + " ended");
    printer.result(
        "Revoked %s%s."
            .formatted(
                name, ended == 0 ? "" : "; %s ended".formatted(Numbers.counted(ended, "session"))),
        json -> {
          json.field("revoked", name);
          json.field("sessions_ended", ended);
        });
    return 0;
  }
}
