package dev.queuectl.cli.schedule;

import dev.queuectl.schedule.Schedule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names for schedules that nobody has named: those of their programs, with a number if one is
/// taken.
final class FreeNames {
  private static final int LONGEST = 50;

  private static final Set<String> LEADING =
      Set.of("command", "env", "exec", "if", "ionice", "nice", "sudo", "test", "then", "time");

  private final Set<String> taken = new HashSet<>();

  FreeNames(List<Schedule> there) {
    there.forEach(schedule -> taken.add(schedule.name()));
  }

  /// It is taken from now on.
  String of(String command) {
    var program = program(command).replaceFirst(".*/", "");
    var base = program.replaceFirst("\\.[a-z]+$", "").replaceAll("[^A-Za-z0-9_.:-]", "");
    var first = base.matches("[A-Za-z0-9_].*") ? base : "job";
    var name = first.substring(0, Math.min(LONGEST, first.length()));
    var free = name;
    for (var number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  /// The first word that is a program and not one that only leads to it.
  private static String program(String command) {
    var words = command.strip().replaceFirst("^cd [^&;]*(&&|;) *", "").split("\\s+");
    for (var word : words) {
      if (!LEADING.contains(word)
          && word.matches("[A-Za-z0-9_./-]*[A-Za-z][A-Za-z0-9_./-]*")
          && !word.startsWith("-")) {
        return word;
      }
    }
    return words[0];
  }
}
