package dev.queuectl.cli.console;

import java.util.Map;
import java.util.Objects;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// For an option whose value may be left out: a word behind it that is an option is not its value,
/// `--markdown --since 1h`.
public final class ValueOrNone implements IParameterPreprocessor {
  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> how) {
    var isAttached = "=".equals(how.get("separator"));
    if (!isAttached && !words.isEmpty() && words.peek().matches("(?s)-.+")) {
      words.push(Objects.requireNonNull(((OptionSpec) option).fallbackValue()));
    }
    return false;
  }
}
