package dev.queuectl.cli.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the interactive shell understands beside the commands.
public enum ShellWord {
  HELP("help [COMMAND]", "Explain everything, or one command, with examples."),
  BANNER("banner", "Show the welcome lines again."),
  CLEAR("clear", "Clear the screen, down to the welcome lines."),
  TIME("time [COMMAND]", "Show the queue's time, or how long a command takes."),
  HISTORY("history", "List what you have typed."),
  EXIT("exit [CODE]", "Exit; also quit and Ctrl-D."),
  QUIT("quit [CODE]", "Exit.");

  private final String usage;
  private final String meaning;

  ShellWord(String usage, String meaning) {
    this.usage = usage;
    this.meaning = meaning;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String usage() {
    return usage;
  }

  public String meaning() {
    return meaning;
  }

  public static Optional<ShellWord> of(String word) {
    return Arrays.stream(values()).filter(own -> own.word().equals(word)).findFirst();
  }

  public static List<String> all() {
    return Arrays.stream(values()).map(ShellWord::word).toList();
  }
}
