package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.AccessJson;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `dashboard token list`
@Prototype
@Command(
    name = "list",
    description = "List the tokens that were added: their names and what they allow.",
    footer = "  queuectl dashboard token list --json")
public final class TokenListCommand implements Callable<Integer> {
  private final CommandContext context;

  TokenListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var tokens = context.open().access().tokens();
    var printer = context.printer();
    if (printer.json()) {
      printer.objects(tokens, AccessJson::token);
      return 0;
    }
    var table = new Table("NAME", "MAY", "SINCE");
    tokens.forEach(
        token -> table.row(token.name(), token.grant().word(), context.time(token.createdAt())));
    table.print(printer);
    if (tokens.isEmpty()) {
      printer.remark("No token was added yet. Add one with: queuectl dashboard token add NAME");
    }
    return 0;
  }
}
