package dev.queuectl.cli.job;

import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.cli.console.LostQuotes;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobInput;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.ShellWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Everything that `enqueue` and `run` accept for a new job.
public final class NewJobOptions {
  @Parameters(
      paramLabel = "CMD",
      arity = "0..*",
      description =
          "A shell command in quotes, a job as a JSON object, or, after --, a program and its"
              + " arguments.")
  List<String> words = List.of();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "CMD",
      description = "The shell command.")
  @Nullable String command;

  @Option(
      names = {"-i", "--id"},
      paramLabel = "ID",
      description = "The job's id (default: generated).")
  @Nullable String id;

  private final PlanOptions plan = new PlanOptions();

  @Mixin final CommandSpec flags = plan.flags();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME[=VALUE]",
      description =
          "A variable for the job's environment; without =VALUE it has the value that it has here. "
              + "May be repeated.")
  List<String> env = List.of();

  @Option(
      names = "--cwd",
      paramLabel = "DIR",
      description = "The job's working directory (default: the current one).")
  @Nullable String cwd;

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description =
          "What the job reads from standard input, up to 1 MiB, in every attempt; - is what this "
              + "command reads.")
  @Nullable String stdin;

  @Option(
      names = "--unique-command",
      description = "As --unique, with the key of its queue, command and directory.")
  boolean uniqueCommand;

  @Option(names = "--hold", description = "Do not run it until it is released.")
  boolean hold;

  /// What the options say, without the positional words.
  ///
  /// @param variables of whoever gives them
  JobDraft draft(Map<String, String> variables) {
    var draft = new JobDraft();
    plan.describe(draft);
    draft
        .putIfGiven(JobField.COMMAND, command)
        .putIfGiven(JobField.ID, id)
        .putIfGiven(JobField.CWD, cwd)
        .putIfGiven(JobField.HELD, hold ? "true" : null);
    putEnv(draft, env, variables);
    return uniqueCommand ? draft.uniqueByCommand() : draft;
  }

  /// @param pairs `NAME=VALUE` each, or the name of one of the variables
  /// @throws QueueException.Invalid if one is neither, or a variable is given twice
  public static void putEnv(JobDraft draft, List<String> pairs, Map<String, String> variables) {
    for (var pair : pairs) {
      var equals = pair.indexOf('=');
      if (equals == 0 || pair.isEmpty()) {
        throw new QueueException.Invalid(
            "--env \"" + pair + "\" is not NAME=VALUE", "For example: --env MODE=fast");
      }
      if (equals > 0) {
        draft.putEnv(pair.substring(0, equals), pair.substring(equals + 1));
      } else {
        draft.putEnv(pair, value(pair, variables));
      }
    }
  }

  private static String value(String name, Map<String, String> variables) {
    var value = variables.get(name);
    if (value == null) {
      throw new QueueException.Invalid(
          "--env " + name + ": there is no such variable here",
          "Give it a value: --env " + name + "=VALUE");
    }
    return value;
  }

  /// The job that the words and options describe together.
  ///
  /// @param draft of the options
  /// @param platform whose shell will run it
  /// @param note takes a sentence for the person who typed them
  /// @throws QueueException.Invalid if there is no command, or more than one
  JobDraft job(
      CommandSpec spec,
      JobDraft draft,
      NewJobReader reader,
      String platform,
      Consumer<String> note) {
    if (words.isEmpty()) {
      return draft;
    }
    if (draft.has(JobField.COMMAND)) {
      throw new QueueException.Invalid("the command is given twice", "Leave out --command.");
    }
    if (isProgram(spec)) {
      return draft.put(JobField.COMMAND, ShellWords.command(words, platform));
    }
    if (words.size() > 1) {
      throw new QueueException.Invalid(
          "the command is %d separate words".formatted(words.size()),
          LostQuotes.in(String.join(" ", words))
              ? LostQuotes.advice()
              : "Quote it, or write -- before the program and its arguments.");
    }
    var word = words.getFirst();
    return LostQuotes.isJson(word)
        ? reader.read(json(LostQuotes.unwrapped(word), note)).otherwise(draft)
        : draft.put(JobField.COMMAND, word);
  }

  private static String json(String word, Consumer<String> note) {
    var meant = LostQuotes.json(word);
    meant.ifPresent(json -> note.accept("the shell removed the quotes; read as " + json + "."));
    return meant.orElse(word);
  }

  /// The only word, if it is the command, in the shell's words.
  Optional<String> typedCommand(CommandSpec spec) {
    return words.size() == 1 && !isProgram(spec) && !LostQuotes.isJson(words.getFirst())
        ? Optional.of(words.getFirst())
        : Optional.empty();
  }

  /// Whether the words stand after `--`.
  boolean isProgram(CommandSpec spec) {
    var all = spec.commandLine().getParseResult().originalArgs();
    var end = all.indexOf("--");
    return end >= 0 && all.size() - end - 1 == words.size();
  }

  /// The JSON array of jobs that is the only word, if it is one.
  ///
  /// @param note takes a sentence for the person who typed it
  Optional<String> array(CommandSpec spec, Consumer<String> note) {
    var word = words.size() == 1 && !isProgram(spec) ? words.getFirst() : "";
    return LostQuotes.isJson(word) && JobInput.isArray(LostQuotes.unwrapped(word))
        ? Optional.of(json(LostQuotes.unwrapped(word), note))
        : Optional.empty();
  }
}
