package dev.queuectl.cli.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Has picocli take every word as it was typed. Left to itself it reads `@word` as the name of a
/// file whose content stands for the word, even after `--`, and takes `-0` for a number that is no
/// option.
public final class LiteralWords {
  /// Parameters that may be a negative number.
  private static final Set<String> NUMBERS = Set.of("N", "VALUE");

  private LiteralWords() {}

  /// Holds for the commands below `root`, too, that are there already.
  public static void setUp(CommandLine root) {
    root.setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setTrimQuotes(false)
        // Even --cwd=--json would be refused otherwise.
        .setAllowOptionsAsOptionParameters(true)
        .setAbbreviatedOptionsAllowed(false)
        .setAbbreviatedSubcommandsAllowed(false)
        .setExecutionStrategy(
            parsed -> {
              refuseLoneOption(parsed);
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  /// `enqueue -0`: who means the word writes `enqueue -- -0`.
  ///
  /// @throws CommandLine.UnmatchedArgumentException naming the option that there is not
  private static void refuseLoneOption(ParseResult whole) {
    var parsed = whole;
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    if (parsed.isUsageHelpRequested()) {
      return;
    }
    var given = new ArrayList<String>();
    var suspects = new ArrayList<Integer>();
    // each once: picocli names it again when options stand between its words
    for (var parameter : new LinkedHashSet<>(parsed.matchedPositionals())) {
      for (var word : parameter.originalStringValues()) {
        if (isOption(word) && !NUMBERS.contains(parameter.paramLabel())) {
          suspects.add(given.size());
        }
        given.add(word);
      }
    }
    var args = whole.originalArgs();
    var end = args.indexOf("--");
    var beforeEnd = given.size() - (end < 0 ? 0 : args.size() - end - 1);
    var command = parsed.commandSpec().commandLine();
    suspects.stream()
        .filter(at -> at < beforeEnd)
        .findFirst()
        .ifPresent(
            at -> {
              throw new CommandLine.UnmatchedArgumentException(command, List.of(given.get(at)));
            });
  }

  /// `show -x`: what is wrong is the option that there is not, rather than that an id is missing.
  public static CommandLine.ParameterException blamed(
      CommandLine.ParameterException e, List<String> args) {
    var spec = e.getCommandLine().getCommandSpec();
    var words = Aliases.options(args);
    for (var i = 0; i < words.size() && e instanceof CommandLine.MissingParameterException; i++) {
      var isValue = i > 0 && takesNext(spec.findOption(words.get(i - 1)));
      if (!isValue && isOption(words.get(i)) && option(spec, words.get(i)) == null) {
        return new CommandLine.UnmatchedArgumentException(
            e.getCommandLine(), List.of(words.get(i)));
      }
    }
    return e;
  }

  private static boolean takesNext(@Nullable OptionSpec option) {
    return option != null && option.arity().max() > 0;
  }

  /// `--name`, `--name=value`, `-n` or `-nvalue`
  private static @Nullable OptionSpec option(CommandSpec spec, String word) {
    return spec.findOption(
        word.startsWith("--") ? word.replaceFirst("=.*", "") : word.substring(0, 2));
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-");
  }
}
