package dev.queuectl.cli.shell;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.syntax.Aliases;
import dev.queuectl.cli.syntax.OtherNames;
import dev.queuectl.cli.syntax.ShellWord;
import dev.queuectl.cli.syntax.TypedLine;
import dev.queuectl.report.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Understands the lines of the interactive shell and of scripts: the commands in the words they
/// have everywhere, and the shell's own.
final class Interpreter {
  private final Console console;
  private final Printer printer;
  private final CommandHost stage;
  private final Banner banner;
  private boolean left;

  Interpreter(Console console, Printer printer, CommandHost stage, Banner banner) {
    this.console = console;
    this.printer = printer;
    this.stage = stage;
    this.banner = banner;
  }

  /// Whether `exit` was said.
  boolean hasLeft() {
    return left;
  }

  /// Takes `exit` back.
  void stay() {
    left = false;
  }

  /// Carries out a line.
  ///
  /// @return the exit code
  int perform(TypedLine line) {
    var words = line.command();
    if (words.isEmpty()) {
      return 0;
    }
    try {
      refuseOperator(line);
      var own = ShellWord.of(words.getFirst());
      if (own.isPresent()) {
        return perform(own.get(), words.subList(1, words.size()));
      }
      refuseSlip(words);
      return stage.run(words);
    } catch (QueueException e) {
      return new Failures(printer, false).report(e);
    }
  }

  private static void refuseOperator(TypedLine line) {
    if (!line.operator().isEmpty()) {
      throw new QueueException.Invalid(
          "\"" + line.operator() + "\" has no meaning here: this is not a system shell",
          "Quote a job's command; for pipes and files call queuectl from your own shell.");
    }
  }

  /// Other words that are no command the command line refuses itself.
  private static void refuseSlip(List<String> words) {
    var at = Aliases.wordAt(words, 0);
    if (at >= 0 && !OtherNames.knows(words.get(at))) {
      Words.nearest(words.get(at), ShellWord.all()).ifPresent(near -> decline(words.get(at), near));
    }
  }

  private static void decline(String word, String near) {
    throw new QueueException.Invalid(
        "there is no command \"" + word + "\"", "Did you mean " + near + "? See help.");
  }

  private int perform(ShellWord own, List<String> rest) {
    switch (own) {
      case HELP -> {
        return help(rest);
      }
      case BANNER -> banner.lines().forEach(stage::print);
      case CLEAR -> stage.clear();
      case HISTORY -> stage.history().forEach(stage::print);
      case TIME -> {
        return time(rest);
      }
      case EXIT, QUIT -> {
        left = true;
        return rest.isEmpty() ? 0 : code(rest.getFirst());
      }
    }
    return 0;
  }

  private int help(List<String> rest) {
    var own = rest.size() == 1 ? ShellWord.of(rest.getFirst()) : Optional.<ShellWord>empty();
    if (own.isPresent()) {
      stage.print(own.get().usage() + ": " + own.get().meaning());
      return 0;
    }
    var words = new ArrayList<>(rest);
    words.addFirst("help");
    var code = stage.run(words);
    if (rest.isEmpty()) {
      stage.print("");
      stage.print("Also in this shell:");
      for (var word : ShellWord.values()) {
        stage.print("  %-16s %s".formatted(word.usage(), word.meaning()));
      }
    }
    return code;
  }

  private int time(List<String> rest) {
    var begun = console.clock().instant();
    if (rest.isEmpty()) {
      var zone = console.zone().get();
      stage.print("%s %s, %s".formatted(Times.local(begun, zone), zone, begun));
      return 0;
    }
    var code = stage.run(rest);
    var took = Durations.between(begun, console.clock().instant());
    stage.print("took " + Durations.text(took));
    return code;
  }

  private static int code(String text) {
    return Numbers.whole("the exit code", text, 0, 255);
  }
}
