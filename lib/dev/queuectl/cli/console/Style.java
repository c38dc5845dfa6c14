package dev.queuectl.cli.console;

import dev.queuectl.JobState;

/// Colours, where they are wanted.
public enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  INVERSE("7"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  MAGENTA("35"),
  CYAN("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  public String of(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  public static Style of(JobState state) {
    return switch (state) {
      case PENDING -> YELLOW;
      case PROCESSING -> CYAN;
      case COMPLETED -> GREEN;
      case FAILED -> MAGENTA;
      case DEAD -> RED;
      case CANCELLED -> DIM;
    };
  }
}
