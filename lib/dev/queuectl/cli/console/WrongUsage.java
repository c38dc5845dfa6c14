package dev.queuectl.cli.console;

import dev.queuectl.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/// What picocli found wrong with a command line, in our words.
///
/// @param what has happened
/// @param advice what to do
record WrongUsage(String what, String advice) {
  /// Commands whose arguments may be the words of another program.
  private static final Set<String> TAKING_COMMANDS = Set.of("enqueue", "run");

  static WrongUsage of(CommandLine.ParameterException e) {
    var command = e.getCommandLine();
    var see = "See " + command.getCommandSpec().qualifiedName() + " --help.";
    return switch (e) {
      case CommandLine.UnmatchedArgumentException unmatched ->
          unmatched(command, unmatched.getUnmatched(), see);
      case CommandLine.MissingParameterException missing ->
          new WrongUsage(missing(missing.getMissing().getFirst(), wasGiven(missing)), see);
      default ->
          isGroupAlone(e)
              ? new WrongUsage(needsOne(command), see)
              : new WrongUsage(String.valueOf(e.getMessage()), see);
    };
  }

  /// That is, without its value: picocli gives no other sign of it. A test fails if that changes.
  private static boolean wasGiven(CommandLine.MissingParameterException e) {
    return !String.valueOf(e.getMessage()).startsWith("Missing required option");
  }

  /// In that case, nothing that was given is wrong.
  private static boolean isGroupAlone(CommandLine.ParameterException e) {
    return !e.getCommandLine().getSubcommands().isEmpty() && e.getArgSpec() == null;
  }

  private static String needsOne(CommandLine group) {
    var names = List.copyOf(group.getSubcommands().keySet());
    return "%s needs a subcommand: %s or %s"
        .formatted(
            group.getCommandName(),
            String.join(", ", names.subList(0, names.size() - 1)),
            names.getLast());
  }

  private static String missing(CommandLine.Model.ArgSpec argument, boolean wasGiven) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? "the option " + option.longestName() + (wasGiven ? " needs a value" : " is missing")
        : argument.paramLabel() + " is missing";
  }

  private static boolean beginsWithOption(List<String> words) {
    return !words.isEmpty() && words.getFirst().length() > 1 && words.getFirst().startsWith("-");
  }

  private static WrongUsage unmatched(CommandLine command, List<String> words, String see) {
    var first = words.getFirst();
    if (!beginsWithOption(words)) {
      return new WrongUsage("\"" + first + "\" is one argument too many", see);
    }
    var option = first.replaceFirst("=.*", "");
    var advice =
        OptionElsewhere.meant(option, longNames(command))
            .map(name -> "Did you mean " + name + "? ")
            .orElseGet(() -> notOurs(command, option));
    return new WrongUsage("there is no option " + option, advice + see);
  }

  private static List<String> longNames(CommandLine command) {
    var names = new ArrayList<String>();
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    names.removeIf(name -> !name.startsWith("--"));
    if (command.getCommandSpec().qualifiedName().endsWith("config set")) {
      Arrays.stream(Setting.values()).forEach(setting -> names.add(flag(setting)));
    }
    return names;
  }

  private static String flag(Setting setting) {
    return "--" + setting.key().replace('_', '-');
  }

  /// `enqueue ls -la`
  private static String notOurs(CommandLine command, String option) {
    return TAKING_COMMANDS.contains(command.getCommandName())
        ? "If %s is part of the job's command, quote the command, or write -- before it. "
            .formatted(option)
        : "";
  }
}
