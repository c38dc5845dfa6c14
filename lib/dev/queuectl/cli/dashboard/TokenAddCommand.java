package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.store.Login;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `dashboard token add NAME`
@Prototype
@Command(
    name = "add",
    description = {
      "Make a token and print it, this once: only its hash is kept.",
      "What is done with it is recorded under its name; see queuectl events."
    },
    footer = {
      "  queuectl dashboard token add anna --read-only",
      "  queuectl dashboard token add deploy --full >deploy.token"
    })
public final class TokenAddCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Whose it is, or what for.")
  String name = "";

  @Mixin GrantOptions grant = new GrantOptions();

  private final StoreAccess access;
  private final Printer printer;

  TokenAddCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var may =
        grant
            .read()
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "it is not said what the token allows",
                        "Give --read-only, --no-submit or --full."));
    var token = access.open().access().addToken(Login.checkName(name), may, access.now());
    access.audit().add("add token", name, may.word());
    printer.stored(
        "The token is stored, but could not be printed: revoke it.",
        () -> {
          if (printer.json()) {
            printer.object(
                json -> {
                  json.field("name", name);
                  json.field("access", may.word());
                  json.field("token", token);
                });
          } else {
            printer.line(token);
          }
        });
    printer.note("this is the only time that the token is shown.");
    return 0;
  }
}
