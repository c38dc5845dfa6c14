package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.syntax.Aliases;
import dev.queuectl.cli.syntax.Arguments;
import dev.queuectl.cli.syntax.Paging;
import dev.queuectl.cli.syntax.TypedLine;
import dev.queuectl.cli.worker.LocalWorker;
import dev.queuectl.cli.worker.WorkerLine;
import dev.queuectl.report.Printable;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.utils.InfoCmp.Capability;

/// The interactive shell: reads a line, carries it out, until the person leaves.
final class InteractiveShell implements CommandHost, AutoCloseable {
  private final Console console;
  private final Printer printer;
  private final QuickRead quickRead;
  private final ShellTerminal terminal;
  private final LineEditor editor;
  private final ShellWorkers companions;
  private final Interpreter interpreter;
  private final Banner banner;
  private LineReader reader;

  InteractiveShell(
      Console console,
      Printer printer,
      StoreAccess access,
      QuickRead quickRead,
      Banner banner,
      ShellTerminal terminal,
      LineEditor editor) {
    this.console = console;
    this.printer = printer;
    this.quickRead = quickRead;
    this.banner = banner;
    this.terminal = terminal;
    this.editor = editor;
    this.interpreter = new Interpreter(console, printer, this, banner);
    this.reader = editor.open(terminal.jline());
    this.companions = new ShellWorkers(access, quickRead, this::printAbove);
  }

  /// @return the exit code
  int run() {
    banner.lines().forEach(terminal::print);
    while (!terminal.isEnding()) {
      try {
        var code = interpreter.perform(read());
        if (interpreter.hasLeft() && mayLeave()) {
          return code;
        }
        interpreter.stay();
      } catch (UserInterruptException e) {
        // It clears the line.
        terminal.endLine();
      } catch (QueueException.Invalid e) {
        new Failures(printer, false).report(e); // the line could not be read
      } catch (EndOfFileException e) {
        terminal.endLine();
        if (mayLeave()) {
          return 0;
        }
      }
    }
    return ShellTerminal.TERMINATED;
  }

  private TypedLine read() {
    var prompt = Prompt.text(quickRead.counts(), printer);
    companions.listen(true);
    try {
      return TypedLine.of(Arguments.legible(terminal.readLine(reader, prompt)));
    } finally {
      companions.listen(false);
    }
  }

  @Override
  public int run(List<String> typed) {
    var id = LocalWorker.newId(console.clock().instant());
    var words = InBackground.words(typed, id);
    var at = Aliases.wordAt(words, 0);
    var name = at < 0 ? "" : words.get(at);
    if (name.equals("shell")) {
      throw new QueueException.Invalid("you are already in the shell", "Leave it with exit.");
    }
    if (name.equals("top")) {
      return lend(words); // it opens the terminal itself
    }
    var code = name.equals("menu") ? menu() : carryOut(words);
    if (code == 0 && InBackground.starts(words, id)) {
      companions.add(id);
    }
    return code;
  }

  private int carryOut(List<String> words) {
    return Paging.isFor(Aliases.documented(words.toArray(String[]::new)))
        ? terminal.runPaged(words)
        : terminal.run(words);
  }

  private int menu() {
    return new Menu(console, printer, quickRead, banner, terminal).run();
  }

  private int lend(List<String> words) {
    editor.save(reader);
    try {
      return terminal.lend(words);
    } finally {
      reader = editor.open(terminal.jline());
    }
  }

  /// Asks what is to become of the workers that were started here.
  private boolean mayLeave() {
    var running = companions.running();
    if (running.isEmpty() || terminal.isEnding()) {
      return true;
    }
    try {
      return new Leaving(new Questions(terminal, printer), this).mayLeave(running);
    } catch (Questions.Back e) {
      return !e.wasInterrupted();
    }
  }

  private void printAbove(List<WorkerLine> lines) {
    for (var line : lines) {
      reader.printAbove(printer.styled(line.style(), Printable.line(line.text())));
    }
  }

  @Override
  public void print(String line) {
    terminal.print(line);
  }

  @Override
  public void clear() {
    terminal.jline().puts(Capability.clear_screen);
    terminal.jline().flush();
    banner.lines().forEach(terminal::print);
  }

  @Override
  public List<String> history() {
    return StreamSupport.stream(reader.getHistory().spliterator(), false)
        .map(History.Entry::line)
        .toList();
  }

  @Override
  public void close() {
    companions.close();
    editor.save(reader);
  }
}
