package dev.queuectl.cli.shell;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.syntax.ShellCompletion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.terminal.impl.DumbTerminal;

/// A person at a terminal who has typed everything beforehand, and then hangs up.
public final class TypedInput {
  private final Cli cli;
  private final Path history;

  public TypedInput(Cli cli) {
    this.cli = cli.terminal();
    cli.env.put("TERM", "dumb");
    this.history = cli.directory.resolve("history");
  }

  /// @param printed everything that stood on the screen
  public record Seen(int code, String printed) {}

  private interface Program {
    int run(
        Console console,
        ShellTerminal terminal,
        Printer printer,
        StoreAccess access,
        QuickRead quickRead);
  }

  public Seen menu(String... lines) throws IOException {
    return run(
        (console, terminal, printer, access, quickRead) ->
            new Menu(console, printer, quickRead, new Banner(access, quickRead, printer), terminal)
                .run(),
        lines);
  }

  public Seen shell(String... lines) throws IOException {
    return run(
        (console, terminal, printer, access, quickRead) -> {
          var completion =
              new ShellCompletion(console, new SharedOptions(), () -> Main.tree(console));
          var editor = new LineEditor(printer, history, new LineCompleter(completion, printer));
          var banner = new Banner(access, quickRead, printer);
          try (var shell =
              new InteractiveShell(console, printer, access, quickRead, banner, terminal, editor)) {
            return shell.run();
          }
        },
        lines);
  }

  private Seen run(Program program, String... lines) throws IOException {
    var text = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    var out = new ByteArrayOutputStream();
    cli.out = out;
    var console = cli.console(out);
    var options = new SharedOptions();
    var printer = new Printer(console, options);
    var access = new StoreAccess(console, options);
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    var jline = new DumbTerminal("typed", "dumb", in, out, StandardCharsets.UTF_8);
    try (var terminal = new ShellTerminal(console, new Commands(options, Main.PROGRAM), jline)) {
      var code = program.run(console, terminal, printer, access, new QuickRead(access));
      printer.flush();
      return new Seen(code, out.toString(StandardCharsets.UTF_8));
    }
  }
}
