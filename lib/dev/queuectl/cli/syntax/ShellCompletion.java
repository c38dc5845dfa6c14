package dev.queuectl.cli.syntax;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.console.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// What the interactive shell completes a word to: what [Completion] knows of commands, its own
/// words, and files.
public final class ShellCompletion {
  /// Words in front of a command that leave it what it is.
  private static final Set<String> IN_FRONT = Set.of("queuectl", ShellWord.TIME.word());

  private final Console console;
  private final SharedOptions options;
  private final Supplier<CommandSpec> root;

  /// @param root every command
  public ShellCompletion(Console console, SharedOptions options, Supplier<CommandSpec> root) {
    this.console = console;
    this.options = options;
    this.root = root;
  }

  /// @param words of the line; the last is the one being typed and may be empty
  public List<Suggestion> of(List<String> words) {
    if (words.size() > 1 && IN_FRONT.contains(words.getFirst())) {
      return of(words.subList(1, words.size()));
    }
    var typed = new TypedWords(words.subList(0, words.size() - 1), words.getLast(), 0);
    var found = new ArrayList<Suggestion>();
    for (var suggestion : commands(typed)) {
      found.addAll(suggestion.isWord() ? List.of(suggestion) : files(suggestion, typed.current()));
    }
    found.removeIf(suggestion -> typed.before().isEmpty() && suggestion.word().equals("shell"));
    if (typed.before().isEmpty() || typed.before().equals(List.of(ShellWord.HELP.word()))) {
      own(typed.current()).forEach(found::add);
    }
    return found;
  }

  private List<Suggestion> commands(TypedWords typed) {
    var access = new StoreAccess(console, options);
    try {
      return new Completion(root.get(), new LiveWords(access)).suggestions(typed);
    } catch (QueueException e) {
      return List.of();
    } finally {
      // The file may be replaced while the shell is open.
      access.close();
    }
  }

  private List<Suggestion> files(Suggestion kind, String typed) {
    return PathSuggestions.of(console, typed, kind.equals(Suggestion.DIRECTORIES));
  }

  private static Stream<Suggestion> own(String typed) {
    return Stream.of(ShellWord.values())
        .filter(own -> own != ShellWord.HELP && own.word().startsWith(typed))
        .map(own -> Suggestion.explained(own.word(), own.meaning()));
  }
}
