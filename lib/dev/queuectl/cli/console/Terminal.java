package dev.queuectl.cli.console;

import dev.queuectl.Numbers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the kernel says about our three streams. Java's own `System.console()` knows only whether
/// input and output both are terminals.
final class Terminal {
  private static final String PLATFORM = System.getProperty("os.name");
  private static final boolean LINUX = PLATFORM.startsWith("Linux");
  private static final boolean WINDOWS = PLATFORM.startsWith("Windows");
  private static final long TIOCGWINSZ = LINUX ? 0x5413L : 0x40087468L;
  private static final int ROWS_AT = 0;
  private static final int COLUMNS_AT = 2;
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  private Terminal() {}

  /// On Linux without the Foreign Function API, whose first call costs some 30 ms of start-up.
  static boolean isTerminal(int fd) {
    try {
      if (LINUX) {
        var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
      return WINDOWS ? consoleIsTerminal() : isatty(fd);
    } catch (Throwable e) {
      return false;
    }
  }

  /// Whether our terminal is another job's at the moment, so that whoever reads from it is stopped.
  /// Of Linux only (proc(5): the fields after the name are state, ppid, pgrp, session, tty, tpgid).
  static boolean isBackground() {
    try {
      var stat = Files.readString(Path.of("/proc/self/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 7);
      return !fields[5].equals("-1") && !fields[5].equals(fields[2]);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean consoleIsTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  @SuppressWarnings("restricted")
  private static boolean isatty(int fd) throws Throwable {
    var linker = Linker.nativeLinker();
    var call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("isatty"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    return (int) call.invokeExact(fd) == 1;
  }

  /// The columns of the terminal that is our standard output.
  ///
  /// @param given the width in the environment, which wins
  static int width(@Nullable String given) {
    return size("COLUMNS", given, COLUMNS_AT, USUAL_WIDTH);
  }

  /// The lines of the terminal that is our standard output.
  ///
  /// @param given the height in the environment, which wins
  static int height(@Nullable String given) {
    return size("LINES", given, ROWS_AT, USUAL_HEIGHT);
  }

  private static int size(String name, @Nullable String given, int at, int usual) {
    try {
      var size =
          given != null
              ? Numbers.whole(name, given, 1, Integer.MAX_VALUE)
              : WINDOWS ? 0 : asked(at);
      return size > 0 ? size : usual;
    } catch (Throwable e) {
      return usual;
    }
  }

  /// @param at where it stands in the answer (`struct winsize`)
  @SuppressWarnings("restricted")
  private static int asked(int at) throws Throwable {
    var linker = Linker.nativeLinker();
    var call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (var arena = Arena.ofConfined()) {
      var answer = arena.allocate(8);
      var result = (int) call.invokeExact(1, TIOCGWINSZ, answer);
      return result == 0 ? answer.get(ValueLayout.JAVA_SHORT, at) : 0;
    }
  }
}
