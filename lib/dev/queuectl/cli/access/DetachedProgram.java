package dev.queuectl.cli.access;

import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.process.launch.Background;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.report.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// This program once more, in the background: it outlives this process and its terminal.
///
/// @param log takes its output
public record DetachedProgram(Process process, Path log) {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int LOOKS = 1500; // for 30 s
  private static final int TOLD_BYTES = 16 * 1024;

  /// @param place its queue
  /// @param arguments those of the program
  public static DetachedProgram start(StorePlace place, List<String> arguments, Path log)
      throws IOException {
    var words = new ArrayList<>(arguments);
    words.addAll(List.of("--db", place.address()));
    return new DetachedProgram(
        Background.start(ThisProgram.command(words), place.secrets(), log), log);
  }

  /// Waits until it has come up.
  ///
  /// @param look finds a sign that it has
  /// @return that sign; empty if the program has ended before, or takes too long
  public <T> Optional<T> await(Supplier<Optional<T>> look) {
    var delay = new PollDelay();
    for (var i = 0; i < LOOKS && process.isAlive(); i++) {
      var sign = look.get();
      if (sign.isPresent()) {
        return sign;
      }
      delay.take(BETWEEN);
    }
    return Optional.empty();
  }

  /// Tells why it has not come up.
  ///
  /// @param what it is, for people
  /// @return the exit code for that
  public int explain(String what, Printer printer) throws IOException {
    if (process.isAlive()) {
      printer.complain("the %s did not come up within 30 s. See %s.".formatted(what, log));
      return Failures.FAILED;
    }
    printer.complain("the %s exited at once with code %d:".formatted(what, process.exitValue()));
    printer.err().text(Printable.text(OutputEnd.of(log, TOLD_BYTES)));
    return process.exitValue();
  }
}
