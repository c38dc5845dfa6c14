package dev.queuectl.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The world around one run of the program. Commands see nothing else of it, so that tests can call
/// them in process.
///
/// @param width of the terminal in columns; only asked for when standard output is one
/// @param cwd absolute
/// @param home the user's home directory
/// @param platform as `os.name` says it
/// @param zone for times that people write and read; only asked for then, since Java reads all
///   zones for it
/// @param interrupts takes what is to be done when Ctrl-C (`INT`) or `TERM` arrives, told which;
///   what was set before is replaced
public record Console(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean inTerminal,
    boolean outTerminal,
    boolean errTerminal,
    int width,
    Map<String, String> env,
    Path cwd,
    Path home,
    String platform,
    Supplier<ZoneId> zone,
    InstantSource clock,
    Consumer<Consumer<String>> interrupts) {

  public Console {
    env = Map.copyOf(env);
  }

  /// The same but for standard output, that many columns wide.
  Console printingTo(OutputStream page, int columns) {
    return new Console(
        in,
        page,
        err,
        inTerminal,
        outTerminal,
        errTerminal,
        columns,
        env,
        cwd,
        home,
        platform,
        zone,
        clock,
        interrupts);
  }

  /// The console of this process.
  static Console ofProcess() {
    var outTerminal = Terminal.isTerminal(1);
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminal.isTerminal(0),
        outTerminal,
        Terminal.isTerminal(2),
        outTerminal ? Terminal.width(System.getenv("COLUMNS")) : 80,
        System.getenv(),
        Path.of("").toAbsolutePath(),
        homeDirectory(),
        System.getProperty("os.name"),
        ZoneId::systemDefault,
        InstantSource.system(),
        Interrupts::handle);
  }

  /// What `HOME` says, as every other program takes it; Java itself asks the user database.
  private static Path homeDirectory() {
    var home = System.getenv("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /// The world around a command that another one runs in this process.
  ///
  /// @param from its standard input
  /// @param asks whether there is a person at it
  Console inside(
      InputStream from,
      boolean asks,
      OutputStream to,
      OutputStream errors,
      int columns,
      Consumer<Consumer<String>> interruptions) {
    return new Console(
        from,
        to,
        errors,
        asks,
        outTerminal,
        errTerminal,
        columns,
        env,
        cwd,
        home,
        platform,
        zone,
        clock,
        interruptions);
  }

  /// The value of an environment variable; an empty one counts as not set.
  String env(String name, String otherwise) {
    var value = env.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
