package dev.queuectl.cli.console;

import dev.queuectl.QueueException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
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
/// @param env values that are no text are marked, see [Variables]
/// @param cwd absolute; may have a name that is no text
/// @param platform as `os.name` says it
/// @param zone for times that people write and read; only asked for then, since Java reads all
///   zones for it
/// @param interrupts takes a handler for Ctrl-C (`INT`) and `TERM`, which gets the signal; the
///   previous one is replaced
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
    String platform,
    Supplier<ZoneId> zone,
    InstantSource clock,
    Consumer<Consumer<String>> interrupts) {

  public Console {
    env = Map.copyOf(env);
  }

  /// The same but for standard output, that many columns wide.
  public Console printingTo(OutputStream page, int columns) {
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
        platform,
        zone,
        clock,
        interrupts);
  }

  /// The same, but for where it prints to.
  Console printingTo(OutputStream page, OutputStream errors) {
    return inside(in, inTerminal, page, errors, width, interrupts);
  }

  /// The console of this process.
  public static Console ofProcess() {
    var outTerminal = Terminal.isTerminal(1);
    return new Console(
        new ProcessInput(),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminal.isTerminal(0),
        outTerminal,
        Terminal.isTerminal(2),
        outTerminal ? Terminal.width(System.getenv("COLUMNS")) : 80,
        Variables.own(),
        workingDirectory(),
        System.getProperty("os.name"),
        ZoneId::systemDefault,
        InstantSource.system(),
        Interrupts::handle);
  }

  /// Java's own name of it is that of another directory where that is no text.
  private static Path workingDirectory() {
    var known = Path.of("").toAbsolutePath();
    if (System.getProperty("user.dir").indexOf('\ufffd') < 0) {
      return known;
    }
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/cwd"));
    } catch (IOException e) {
      return known; // not Linux, so whoever made it has really named it so
    }
  }

  /// The world around a command that another one runs in this process.
  ///
  /// @param from its standard input
  /// @param asks whether there is a person at it
  public Console inside(
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
        platform,
        zone,
        clock,
        interruptions);
  }

  /// The user's home directory: what `HOME` says, as every other program takes it; Java itself asks
  /// the user database.
  ///
  /// @throws QueueException.Invalid if its name is no text
  public Path home() {
    return Path.of(env("HOME", System.getProperty("user.home")));
  }

  /// The value of an environment variable; an empty one counts as not set.
  ///
  /// @throws QueueException.Invalid if it is no text
  public String env(String name, String otherwise) {
    var value = env.getOrDefault(name, "");
    if (Variables.isUnreadable(value)) {
      throw new QueueException.Invalid(
          "the environment variable " + name + " is not valid UTF-8",
          "Set it to something else; QueueCTL only supports names in UTF-8.");
    }
    return value.isEmpty() ? otherwise : value;
  }
}
