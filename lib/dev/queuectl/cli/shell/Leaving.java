package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import java.util.List;
import java.util.Locale;

/// What becomes of the workers that were started in the shell when it is left.
final class Leaving {
  private final Questions questions;
  private final CommandHost stage;

  Leaving(Questions questions, CommandHost stage) {
    this.questions = questions;
    this.stage = stage;
  }

  /// Asks, and does it.
  ///
  /// @param workers those that run, at least one
  /// @return false if the person stays after all
  /// @throws Questions.Back
  boolean mayLeave(List<String> workers) {
    stage.print(
        workers.size() == 1
            ? "A worker you started here is still running: " + workers.getFirst() + "."
            : "%d workers you started here are still running: %s."
                .formatted(workers.size(), String.join(", ", workers)));
    var answer =
        questions.ask(
            "keep it running, drain (let its jobs finish), or stop now?", "keep", Leaving::answer);
    return switch (answer) {
      case "drain" ->
          workers.stream().allMatch(id -> stage.run(List.of("worker", "stop", id)) == 0);
      case "stop" ->
          workers.stream().allMatch(id -> stage.run(List.of("worker", "stop", id, "--force")) == 0);
      default -> true;
    };
  }

  private static String answer(String text) {
    for (var answer : List.of("keep", "drain", "stop")) {
      if (!text.isEmpty() && answer.startsWith(text.toLowerCase(Locale.ROOT))) {
        return answer;
      }
    }
    throw new QueueException.Invalid("type keep, drain or stop", "Ctrl-C goes back to the prompt.");
  }
}
