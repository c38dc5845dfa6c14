package dev.queuectl.report.schedule;

import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobDraft;
import dev.queuectl.schedule.Timetable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads crontab(5): comments, variables, five fields or a nickname, the command, in which `%` ends
/// a line of what it reads. What cannot be taken is said, and nothing is guessed.
public final class Crontab {
  private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern ENTRY = Pattern.compile("(@\\S+|\\S+(?:\\s+\\S+){4})\\s+(.+)");
  private static final Pattern OF_USER = Pattern.compile("(\\S+)\\s+(.+)");

  private final @Nullable String user;
  private final Instant now;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  /// A line that means something.
  public sealed interface Line {
    int number();

    /// @param command to find a name by
    record Taken(int number, ScheduleDraft draft, String command) implements Line {}

    /// @param why a clause
    record Refused(int number, String text, String why) implements Line {}

    /// Taken, but for that.
    record Noted(int number, String what) implements Line {}
  }

  private Crontab(@Nullable String user, Instant now) {
    this.user = user;
    this.now = now;
  }

  /// @param user who imports it, if lines name a user before the command, as in `/etc/crontab`;
  ///   null if they do not
  public static List<Line> read(String text, @Nullable String user, Instant now) {
    var crontab = new Crontab(user, now);
    var number = 0;
    for (var line : text.split("\\R", -1)) {
      crontab.read(++number, line.strip());
    }
    crontab.refuseUserColumn();
    return crontab.lines;
  }

  /// Nobody has asked for it, but there seems to be one.
  private void refuseUserColumn() {
    var first =
        lines.stream()
            .filter(Line.Taken.class::isInstance)
            .map(line -> ((Line.Taken) line).command().split("\\s", 2)[0])
            .collect(Collectors.toSet());
    if (user == null && first.equals(Set.of("root"))) {
      throw new QueueException.Invalid(
          "each command begins with root, as in /etc/crontab and /etc/cron.d, where that is the"
              + " user",
          "If it is here, use --user-column.");
    }
  }

  private void read(int number, String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    var variable = VARIABLE.matcher(line);
    if (variable.matches()) {
      set(number, variable.group(1), unquoted(variable.group(2)));
      return;
    }
    try {
      take(number, line);
    } catch (QueueException.Invalid e) {
      lines.add(new Line.Refused(number, line, e.getMessage()));
    }
  }

  private void set(int number, String name, String value) {
    if (!name.equals("MAILTO") && !name.equals("MAILFROM")) {
      variables.put(name, value);
    } else if (!value.isEmpty()) {
      lines.add(new Line.Noted(number, name + " is left out: output is kept, and no mail is sent"));
    }
  }

  private static String unquoted(String value) {
    var isQuoted =
        value.length() > 1
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  private void take(int number, String line) {
    var entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      throw new QueueException.Invalid("five fields and a command are expected");
    }
    var cron = entry.group(1).replaceAll("\\s+", " ");
    Timetable.of(cron, now);
    var command = user == null ? entry.group(2) : ofUser(entry.group(2), user);
    lines.add(new Line.Taken(number, draft(cron, command), command));
  }

  private static String ofUser(String rest, String user) {
    var words = OF_USER.matcher(rest);
    if (!words.matches()) {
      throw new QueueException.Invalid("a user and a command are expected");
    }
    if (!words.group(1).equals(user)) {
      throw new QueueException.Invalid(
          "it runs as %s, and you are %s".formatted(words.group(1), user));
    }
    return words.group(2);
  }

  /// What cron gives its jobs: next to nothing of its own environment.
  private ScheduleDraft draft(String cron, String command) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (var i = 0; i < command.length(); i++) {
      var c = command.charAt(i);
      if (c == '\\' && i + 1 < command.length() && command.charAt(i + 1) == '%') {
        part.append('%');
        i++;
      } else if (c == '%') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    var job =
        new JobDraft()
            .put(JobField.COMMAND, parts.getFirst().strip())
            .put(JobField.CLEAN_ENV, "true");
    if (parts.size() > 1) {
      var input = String.join("\n", parts.subList(1, parts.size())) + "\n";
      job.putStdin(Stdin.of(input.getBytes(StandardCharsets.UTF_8)));
    }
    var draft = new ScheduleDraft(job).put(ScheduleField.CRON, cron);
    variables.forEach((name, value) -> put(draft, job, name, value));
    return draft;
  }

  private static void put(ScheduleDraft draft, JobDraft job, String name, String value) {
    switch (name) {
      case "CRON_TZ" -> draft.putIfGiven(ScheduleField.TZ, value);
      case "SHELL" -> job.put(JobField.SHELL, value);
      case "HOME" -> job.put(JobField.CWD, value).putEnv(name, value);
      default -> job.putEnv(name, value);
    }
  }
}
