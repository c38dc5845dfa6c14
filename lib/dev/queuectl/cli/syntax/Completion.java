package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What can stand at the cursor of a command line, out of the model of the commands.
public final class Completion {
  /// Stands for the word at the cursor where that could be taken for something else.
  private static final String CURSOR = "\u0001";

  private final CommandSpec root;
  private final LiveWords live;

  Completion(CommandSpec root, LiveWords live) {
    this.root = root;
    this.live = live;
  }

  /// The documented form of what was typed, with a mark for the word at the cursor.
  private static List<String> documented(TypedWords typed) {
    var words = new ArrayList<>(typed.before());
    words.add(typed.current().startsWith("-") ? typed.current() : CURSOR);
    return Aliases.documented(words.toArray(String[]::new));
  }

  /// The commands whose model is needed: the one that is being typed, or all.
  public static List<String> named(TypedWords typed) {
    var words = documented(typed);
    var at = Aliases.wordAt(words, 0);
    if (at < 0 || !CommandNames.has(words.get(at))) {
      return CommandNames.ALL;
    }
    var name = words.get(at);
    return CommandNames.ALL.stream()
        .filter(other -> other.equals(name) || other.startsWith(name + " "))
        .toList();
  }

  List<Suggestion> suggestions(TypedWords typed) {
    var part = typed.current();
    return all(typed)
        .filter(it -> it.isWord() ? it.word().startsWith(part) : !isOption(part))
        .filter(it -> part.startsWith("-") || !it.word().startsWith("-"))
        .distinct()
        .toList();
  }

  private static boolean isOption(String part) {
    return part.startsWith("-") && part.indexOf('=') < 0;
  }

  private Stream<Suggestion> all(TypedWords typed) {
    var words = documented(typed);
    var at = Aliases.wordAt(words, 0);
    var first = subcommand(root, at < 0 ? CURSOR : words.get(at));
    if (first == null) {
      return at < 0 || words.get(at).equals(CURSOR)
          ? ofGroup(root, typed.current())
          : Stream.empty();
    }
    var next = at + 1 < words.size() ? words.get(at + 1) : CURSOR;
    var second = subcommand(first, next);
    if (second != null && !second.subcommands().isEmpty()) {
      return below(second, words, at + 2, typed);
    }
    if (second == null && !first.subcommands().isEmpty()) {
      return next.equals(CURSOR) || next.startsWith("-")
          ? ofGroup(first, typed.current())
          : Stream.empty();
    }
    var command = second == null ? first : second;
    var own = ofCommand(command, words.subList(at + (second == null ? 1 : 2), words.size()), typed);
    // Where a group's usual command may be left out, its other commands may stand there, too.
    return isDirectlyBehind(first, typed)
        ? Stream.concat(ofGroup(first, typed.current()), own)
        : own;
  }

  /// In a group in a group.
  private Stream<Suggestion> below(
      CommandSpec group, List<String> words, int at, TypedWords typed) {
    var next = at < words.size() ? words.get(at) : CURSOR;
    var command = subcommand(group, next);
    if (command == null) {
      return ofGroup(group, typed.current());
    }
    var own = ofCommand(command, words.subList(at + 1, words.size()), typed);
    return isDirectlyBehind(group, typed)
        ? Stream.concat(ofGroup(group, typed.current()), own)
        : own;
  }

  private static boolean isDirectlyBehind(CommandSpec group, TypedWords typed) {
    return !group.subcommands().isEmpty()
        && !typed.before().isEmpty()
        && typed.before().getLast().equals(group.name());
  }

  private static @Nullable CommandSpec subcommand(CommandSpec of, String name) {
    var found = of.subcommands().get(name);
    return found == null ? null : found.getCommandSpec();
  }

  private static Stream<Suggestion> ofGroup(CommandSpec group, String part) {
    var commands =
        group.subcommands().entrySet().stream()
            .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
            .map(it -> Suggestion.explained(it.getKey(), help(it.getValue())));
    return Stream.concat(commands, options(group, part));
  }

  private static String[] help(CommandLine command) {
    return command.getCommandSpec().usageMessage().description();
  }

  /// Each by the first of its names that fits.
  private static Stream<Suggestion> options(CommandSpec command, String part) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(
            option ->
                Arrays.stream(option.names())
                    .filter(name -> name.startsWith("--") && name.startsWith(part))
                    .limit(1)
                    .map(name -> Suggestion.explained(name, option.description())));
  }

  private Stream<Suggestion> ofCommand(CommandSpec command, List<String> words, TypedWords typed) {
    if (typed.before().contains("--")) {
      return Stream.of(Suggestion.FILES);
    }
    var equals = typed.current().indexOf('=');
    if (typed.current().startsWith("--") && equals > 0) {
      var before = typed.current().substring(0, equals + 1);
      return option(command, before.substring(0, equals))
          .map(it -> values(command, it, typed.current().substring(equals + 1)))
          .orElse(Stream.empty())
          .map(it -> it.after(before));
    }
    var last = words.size() < 2 ? "" : words.get(words.size() - 2);
    var open = option(command, last).filter(option -> option.arity().max() > 0);
    if (open.isPresent()) {
      return values(command, open.get(), typed.current());
    }
    return Stream.concat(
        options(command, typed.current()), positional(command, words, typed.current()));
  }

  private static Optional<OptionSpec> option(CommandSpec command, String name) {
    return Optional.ofNullable(command.findOption(name));
  }

  private Stream<Suggestion> positional(CommandSpec command, List<String> words, String part) {
    var index = 0;
    for (var i = 0; i < words.size() - 1; i++) {
      var option = option(command, words.get(i));
      if (option.isEmpty()) {
        index += words.get(i).startsWith("-") ? 0 : 1;
      } else if (option.get().arity().min() > 0) {
        i++;
      }
    }
    var at = index;
    return command.positionalParameters().stream()
        .filter(it -> it.index().contains(at))
        .limit(1)
        .flatMap(it -> values(command, it, part));
  }

  /// Of a list with commas, the last one is completed.
  private Stream<Suggestion> values(CommandSpec command, ArgSpec argument, String part) {
    var comma = argument.splitRegex().isEmpty() ? -1 : part.lastIndexOf(',');
    var before = part.substring(0, comma + 1);
    var name = command.qualifiedName().replaceFirst("^queuectl ", "");
    return Stream.concat(
            named(argument),
            live.of(name, argument.paramLabel(), part.substring(comma + 1)).stream())
        .map(it -> it.after(before));
  }

  /// The words that the command itself lists for an argument.
  private static Stream<Suggestion> named(ArgSpec argument) {
    var words = argument.completionCandidates();
    return words == null
        ? Stream.empty()
        : StreamSupport.stream(words.spliterator(), false).map(word -> new Suggestion(word, ""));
  }
}
