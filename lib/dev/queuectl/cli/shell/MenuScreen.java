package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.report.ShellWords;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/// What the pages of the menu have in common: entries to choose from, questions, and commands that
/// are shown before they run.
final class MenuScreen {
  private static final long REFRESH_MILLIS = 1000;

  private final ShellTerminal terminal;
  private final Printer printer;
  private final Questions questions;

  MenuScreen(ShellTerminal terminal, Printer printer) {
    this.terminal = terminal;
    this.printer = printer;
    this.questions = new Questions(terminal, printer);
  }

  /// A line of a page.
  ///
  /// @param key what to type for it
  /// @param action what it does; it may be left by [Questions.Back]
  record Entry(String key, String label, Runnable action) {}

  /// Whether TERM has asked the whole to end.
  boolean isEnding() {
    return terminal.isEnding();
  }

  /// Shows entries until the person goes back, or the whole is to end.
  ///
  /// @param head lines above them, built anew each time
  /// @param last what `0` means: leaving this page
  void page(Supplier<List<String>> head, List<Entry> entries, String last) {
    while (!isEnding()) {
      clear();
      head.get().forEach(terminal::print);
      terminal.print("");
      entries.forEach(entry -> printEntry(entry.key, entry.label));
      printEntry("0", last);
      terminal.print("");
      try {
        var entry = choose(entries);
        if (entry == null) {
          return;
        }
        visit(entry);
      } catch (Questions.Back e) {
        return;
      }
    }
  }

  private void printEntry(String key, String label) {
    terminal.print("  " + printer.styled(Style.CYAN, key) + "  " + label);
  }

  private @Nullable Entry choose(List<Entry> entries) {
    var key =
        questions.ask(
            "Choose 0 to " + entries.getLast().key,
            "",
            text -> {
              if (text.equals("0") || entries.stream().anyMatch(entry -> entry.key.equals(text))) {
                return text;
              }
              throw new QueueException.Invalid(
                  "\"" + text + "\" is not on the menu",
                  "Type a number and press Enter; 0 or q goes back.");
            });
    return entries.stream().filter(entry -> entry.key.equals(key)).findFirst().orElse(null);
  }

  private static void visit(Entry entry) {
    try {
      entry.action.run();
    } catch (Questions.Back e) {
      // Back to the page the entry stands on.
    }
  }

  String ask(String what, String otherwise, UnaryOperator<String> check) {
    return questions.ask(what, otherwise, check);
  }

  boolean agree(String what) {
    return questions.agree(what, false);
  }

  void print(String line) {
    terminal.print(line);
  }

  /// Runs a command, shown as one would type it, and gives time to read.
  ///
  /// @return its exit code
  int run(List<String> words) {
    var code = show(words);
    terminal.print("");
    questions.pause("Press Enter to continue ");
    return code;
  }

  /// Runs a command, shown as one would type it.
  ///
  /// @return its exit code
  int show(List<String> words) {
    terminal.print("");
    terminal.line(printer.styled(Style.DIM, "$ queuectl " + ShellWords.quoted(words)));
    return terminal.run(words);
  }

  /// Runs commands again and again, until a key is pressed.
  void watch(List<List<String>> commands) {
    String key = null;
    while (key == null && !isEnding()) {
      clear();
      commands.forEach(this::show);
      terminal.print("");
      terminal.print(printer.styled(Style.DIM, "Refreshed every second; any key goes back."));
      key = terminal.key(REFRESH_MILLIS);
    }
  }

  private void clear() {
    if (!terminal.isDumb()) {
      terminal.jline().puts(Capability.clear_screen);
      terminal.jline().flush();
    }
  }
}
