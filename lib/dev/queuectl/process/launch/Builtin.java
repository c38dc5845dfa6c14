package dev.queuectl.process.launch;

import java.util.Set;

/// Commands that are a single shell builtin with plain words, such as `true` or `echo done`: they
/// start no program and open no file, so there is nothing to check before or after them.
final class Builtin {
  private static final Set<String> NAMES = Set.of("true", "false", ":", "echo", "exit", "printf");

  private Builtin() {}

  static boolean is(String command) {
    var end = command.indexOf(' ');
    return NAMES.contains(end < 0 ? command : command.substring(0, end))
        && command.chars().allMatch(Builtin::isPlain);
  }

  private static boolean isPlain(int c) {
    return c == ' '
        || c == ':'
        || c == '-'
        || c == '.'
        || c == '_'
        || (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z');
  }
}
