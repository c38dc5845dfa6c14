package dev.queuectl.cli;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.report.JsonValues;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tools whose lists of jobs can be imported. Pure.
enum ForeignTool {
  /// The table that task-spooler prints without arguments.
  TSP {
    @Override
    List<ForeignJob> read(String text) {
      return lines(text, "ID ").map(ForeignTool::spooled).toList();
    }
  },
  /// The log that GNU parallel writes with `--joblog`.
  PARALLEL {
    @Override
    List<ForeignJob> read(String text) {
      return lines(text, "Seq\t").map(ForeignTool::logged).toList();
    }
  },
  /// What `pueue status --json` prints.
  PUEUE {
    @Override
    List<ForeignJob> read(String text) {
      var tasks = JsonValues.object(JsonValues.object(text).get("tasks"));
      return tasks.values().stream()
          .map(task -> pueued(new Fields(JsonValues.object(task))))
          .toList();
    }
  };

  /// Id, state, output file, then exit code and times of those that have ended, then the command,
  /// before it perhaps a label in brackets.
  private static final Pattern SPOOLED =
      Pattern.compile(
          "\\d+\\s+(?:finished\\s+\\S+\\s+(-?\\d+)\\s+[\\d.]+(?:/[\\d.]+/[\\d.]+|\\w*)|\\w+\\s+\\S+)\\s+"
              + "(?:\\[[^\\]]*\\])?(.+)");

  private static final int LOG_COLUMNS = 9;

  static ForeignTool of(String name) {
    return Words.match("source", name, values(), tool -> tool.name().toLowerCase(Locale.ROOT));
  }

  /// @throws QueueException.Invalid if the text is none of that tool's
  abstract List<ForeignJob> read(String text);

  private static Stream<String> lines(String text, String header) {
    if (!text.startsWith(header)) {
      throw new QueueException.Invalid(
          "the text does not begin with the header \"" + header.strip() + "\"",
          "Give the list as the tool prints it.");
    }
    return text.lines().skip(1).filter(line -> !line.isBlank());
  }

  private static ForeignJob spooled(String line) {
    var match = SPOOLED.matcher(line.strip());
    if (!match.matches()) {
      throw unreadable(line);
    }
    return new ForeignJob(match.group(2).strip(), "0".equals(match.group(1)));
  }

  /// Columns: Seq, Host, Starttime, JobRuntime, Send, Receive, Exitval, Signal, Command.
  private static ForeignJob logged(String line) {
    var columns = line.split("\t", LOG_COLUMNS);
    if (columns.length < LOG_COLUMNS) {
      throw unreadable(line);
    }
    return new ForeignJob(columns[8], columns[6].equals("0") && columns[7].equals("0"));
  }

  private static QueueException.Invalid unreadable(String line) {
    return new QueueException.Invalid("this line is no job of that list: " + line);
  }

  private static ForeignJob pueued(Fields task) {
    var status = task.values().get("status");
    return new ForeignJob(
        Objects.requireNonNullElseGet(
            task.text("original_command"), () -> task.requiredText("command")),
        task.text("path"),
        task.text("group"),
        Objects.requireNonNullElse(task.whole("priority"), 0),
        Set.of("Stashed", "Paused").contains(name(status)),
        name(status).equals("Done") && isSuccess(status));
  }

  /// A status is a word, or an object whose only field is named by the word.
  private static String name(@Nullable Object status) {
    return status instanceof String word
        ? word
        : JsonValues.object(status).keySet().stream().findFirst().orElse("");
  }

  /// `{"Done": {"result": "Success"}}`, of older versions `{"Done": "Success"}`.
  private static boolean isSuccess(@Nullable Object status) {
    var done = JsonValues.object(status).get("Done");
    var result = done instanceof String ? done : JsonValues.object(done).get("result");
    return "Success".equals(result);
  }
}
