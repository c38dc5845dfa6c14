package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.console.Suggestion;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `complete -- WORD...`: what the completion scripts call at every TAB. A line each, the meaning
/// behind a tab; nothing at all when something is wrong, as nobody asked for a message.
@Prototype
@Command(name = "complete", hidden = true)
public final class CompleteCommand implements Callable<Integer> {
  /// `complete --bash -- WORD...`
  static final String BASH = "--bash";

  @Option(names = BASH)
  boolean bash;

  @Parameters(arity = "0..*")
  List<String> words = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  private final SharedOptions options;
  private final Console console;
  private final Printer printer;
  private final LiveWords live;

  CompleteCommand(SharedOptions options, Console console, Printer printer, LiveWords live) {
    this.options = options;
    this.console = console;
    this.printer = printer;
    this.live = live;
  }

  /// The words at the end of a `complete` command line.
  public static TypedWords typed(List<String> commandLine) {
    var end = commandLine.indexOf("--");
    var words = commandLine.subList(end < 0 ? commandLine.size() : end + 1, commandLine.size());
    return commandLine.contains(BASH) ? TypedWords.ofBash(words) : TypedWords.of(words);
  }

  @Override
  public Integer call() {
    try {
      var typed = bash ? TypedWords.ofBash(words) : TypedWords.of(words);
      options.db = database(typed.before());
      new Completion(spec.root(), live)
          .suggestions(typed)
          .forEach(it -> print(it, it.isWord() ? typed.kept() : 0));
    } catch (RuntimeException e) {
      return Failures.FAILED;
    }
    return 0;
  }

  private @Nullable String database(List<String> words) {
    for (var i = words.size() - 1; i >= 0; i--) {
      var word = words.get(i);
      if (word.startsWith("--db=")) {
        return expanded(word.substring(5));
      }
      if (word.equals("--db") && i + 1 < words.size()) {
        return expanded(words.get(i + 1));
      }
    }
    return null;
  }

  /// The shell has not done it yet.
  private String expanded(String path) {
    return path.startsWith("~/") ? console.home().resolve(path.substring(2)).toString() : path;
  }

  private void print(Suggestion suggestion, int kept) {
    var word = suggestion.word().substring(kept);
    printer.line(suggestion.meaning().isEmpty() ? word : word + "\t" + suggestion.meaning());
  }
}
