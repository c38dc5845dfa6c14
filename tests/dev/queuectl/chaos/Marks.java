package dev.queuectl.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the jobs themselves wrote about their executions. Each mark is one appending write, so
/// their order in the file is the order in which they happened, whatever the clocks say.
///
/// @param byJob the executions of each job, in the order in which they began
record Marks(Map<String, List<Execution>> byJob) {

  /// One run of a job's command.
  ///
  /// @param first the line of its first mark
  /// @param last the line of its newest mark
  /// @param complete whether it came to its end
  record Execution(String pid, int first, int last, boolean complete) {
    private Execution with(int line, boolean end) {
      return new Execution(pid, first, line, complete || end);
    }

    private boolean overlaps(Execution other) {
      return first < other.last && other.first < last;
    }
  }

  static Marks in(Path site) throws IOException {
    var byJob = new LinkedHashMap<String, List<Execution>>();
    var line = 0;
    for (var text : lines(site.resolve("marks"))) {
      var words = text.split(" ");
      if (words.length == 4) {
        note(byJob.computeIfAbsent(words[1], _ -> new ArrayList<>()), words[0], words[3], line++);
      }
    }
    return new Marks(byJob);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void note(List<Execution> executions, String kind, String pid, int line) {
    if (kind.equals("start")) {
      executions.add(new Execution(pid, line, line, false));
    } else {
      executions.replaceAll(run -> run.pid.equals(pid) ? run.with(line, kind.equals("end")) : run);
    }
  }

  List<Execution> of(String id) {
    return byJob.getOrDefault(id, List.of());
  }

  int starts() {
    return byJob.values().stream().mapToInt(List::size).sum();
  }

  boolean ranConcurrently(String id) {
    var executions = of(id);
    return executions.stream()
        .anyMatch(one -> executions.stream().anyMatch(o -> o != one && o.overlaps(one)));
  }
}
