package dev.queuectl.cli;

import java.io.PrintStream;

/// The entry of the program.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    out.println("queuectl 0.1.0");
    return 0;
  }
}
