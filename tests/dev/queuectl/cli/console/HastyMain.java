package dev.queuectl.cli.console;

import dev.queuectl.cli.Main;
import java.time.Duration;

/// The program, but for how long it waits for a standard input in which nothing comes: so short
/// that a test need not wait.
public final class HastyMain {
  private HastyMain() {}

  public static void main(String[] args) {
    var console = Console.ofProcess();
    var input = new ProcessInput(Duration.ofSeconds(1));
    var hasty =
        console.inside(
            input,
            console.inTerminal(),
            console.out(),
            console.err(),
            console.width(),
            console.interrupts());
    System.exit(Main.run(hasty, args));
  }
}
