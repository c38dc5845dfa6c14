package dev.queuectl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Which words could stand at the cursor: commands, options, values.
final class Completion {
  private static final int DESCRIPTION_COLUMNS = 100;

  private final Supplier<CommandSpec> root;
  private final Suggestions values;

  /// @param root every command
  Completion(Supplier<CommandSpec> root, Suggestions values) {
    this.root = root;
    this.values = values;
  }

  /// @param words of the line; the last is the one being typed and may be empty
  List<Suggestion> of(List<String> words) {
    var typed = words.getLast();
    var before = words.subList(0, words.size() - 1);
    if (!before.isEmpty() && List.of("queuectl", "time", "help").contains(before.getFirst())) {
      return before.equals(List.of("help")) ? commands() : of(words.subList(1, words.size()));
    }
    var at = Spelling.wordAt(before, 0);
    if (at < 0) {
      return typed.startsWith("-") ? options(root.get(), before, typed) : commands();
    }
    var isNew = Spelling.wordAt(before, at + 1) < 0 && !typed.startsWith("-");
    return isNew && CommandTable.isGroup(before.get(at)) && at == before.size() - 1
        ? subcommands(before.get(at))
        : within(Spelling.documented(before.toArray(String[]::new)), typed);
  }

  private List<Suggestion> commands() {
    var all = new ArrayList<Suggestion>();
    for (var name : CommandTable.NAMES) {
      if (!name.contains(" ") && !name.equals("shell") && ShellWord.of(name).isEmpty()) {
        all.add(
            new Suggestion(name, description(root.get().subcommands().get(name).getCommandSpec())));
      }
    }
    for (var own : ShellWord.values()) {
      all.add(new Suggestion(own.word(), own.meaning()));
    }
    return all;
  }

  private List<Suggestion> subcommands(String group) {
    var commands = root.get().subcommands().get(group).getSubcommands();
    return CommandTable.NAMES.stream()
        .filter(name -> name.startsWith(group + " "))
        .map(name -> name.substring(group.length() + 1))
        .map(name -> new Suggestion(name, description(commands.get(name).getCommandSpec())))
        .toList();
  }

  /// What fits into a command whose name is complete.
  private List<Suggestion> within(List<String> before, String typed) {
    var at = Spelling.wordAt(before, 0);
    var command = root.get().subcommands().get(before.get(at));
    if (command == null) {
      return List.of();
    }
    var next = Spelling.wordAt(before, at + 1);
    var sub = next < 0 ? null : command.getSubcommands().get(before.get(next));
    return sub == null
        ? within(
            command.getCommandSpec(), before.get(at), before.subList(at + 1, before.size()), typed)
        : within(
            sub.getCommandSpec(),
            before.get(at) + " " + before.get(next),
            before.subList(next + 1, before.size()),
            typed);
  }

  private List<Suggestion> within(
      CommandSpec command, String name, List<String> before, String typed) {
    var last = before.isEmpty() ? "" : before.getLast();
    var option = command.findOption(last);
    if (option != null && takesValue(option)) {
      return values(option, name, typed);
    }
    var equals = typed.startsWith("--") ? typed.indexOf('=') : -1;
    if (equals > 0) {
      var named = command.findOption(typed.substring(0, equals));
      return named == null ? List.of() : joined(named, name, typed, equals + 1);
    }
    if (typed.startsWith("-")) {
      return options(command, before, typed);
    }
    var index = positionalsIn(command, before);
    return command.positionalParameters().stream()
        .filter(parameter -> parameter.index().contains(index))
        .findFirst()
        .map(parameter -> values(parameter, name, typed))
        .orElse(List.of());
  }

  private List<Suggestion> values(ArgSpec argument, String command, String typed) {
    return values.of(argument.paramLabel(), command, typed);
  }

  private List<Suggestion> joined(OptionSpec option, String command, String typed, int from) {
    return values(option, command, typed.substring(from)).stream()
        .map(v -> new Suggestion(typed.substring(0, from) + v.word(), v.description()))
        .toList();
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static int positionalsIn(CommandSpec command, List<String> words) {
    return (int)
        IntStream.range(0, words.size())
            .filter(i -> !words.get(i).startsWith("-") && !isValue(command, words, i))
            .count();
  }

  private static boolean isValue(CommandSpec command, List<String> words, int index) {
    var option = index == 0 ? null : command.findOption(words.get(index - 1));
    return option != null && takesValue(option);
  }

  private static List<Suggestion> options(CommandSpec command, List<String> before, String typed) {
    var found = new ArrayList<Suggestion>();
    for (var option : command.options()) {
      var names = List.of(option.names());
      if (!option.hidden()
          && (option.isMultiValue() || before.stream().noneMatch(names::contains))) {
        names.stream()
            .filter(name -> name.startsWith("--") && name.startsWith(typed))
            .findFirst()
            .ifPresent(name -> found.add(new Suggestion(name, cut(option.description()))));
      }
    }
    return found;
  }

  private static String description(CommandSpec command) {
    return cut(command.usageMessage().description());
  }

  /// The first sentence.
  private static String cut(String[] description) {
    var text = description.length == 0 ? "" : description[0];
    var sentence = text.replaceFirst("(?s)\\.(\\s.*|$)", "");
    return sentence.length() > DESCRIPTION_COLUMNS
        ? sentence.substring(0, DESCRIPTION_COLUMNS - 3) + "..."
        : sentence;
  }
}
