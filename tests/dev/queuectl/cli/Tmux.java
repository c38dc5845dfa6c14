package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Until;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A real terminal of a fixed size with one program at a time in it: a tmux server of its own, that
/// [#close] ends. A test that uses it is marked [InTerminal].
///
///     try (var tmux = new Tmux(directory, 80, 24).env("QUEUECTL_DB", database)) {
///       tmux.start(ProgramProcess.words("shell"));
///       tmux.until("queuectl>").type("stat").keys("Tab").until("status");
///     }
public final class Tmux implements AutoCloseable {
  /// A look is a process of tmux, and the program looked at wants the processor: so the next one
  /// comes when the program has printed something, or after [#LONGEST], as not all that is looked
  /// at is printed.
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private static final Duration LONGEST = Duration.ofMillis(400);

  private final Path directory;
  private int columns;
  private int rows;
  private final Map<String, String> env = new TreeMap<>();
  private boolean running;
  private Path pid = Path.of("");
  private final Path printed;
  private String mark = "";

  /// @param directory where the program starts, and its `HOME`
  public Tmux(Path directory, int columns, int rows) {
    this.directory = directory;
    printed = directory.resolve("tmux.printed");
    this.columns = columns;
    this.rows = rows;
    env("HOME", directory.toString());
    env("PATH", System.getenv("PATH"));
    env("TERM", "screen-256color");
    env("LC_ALL", "C.UTF-8");
  }

  /// Whether there is one on this machine.
  public static boolean isInstalled() {
    try {
      return new ProcessBuilder("tmux", "-V").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A variable for the programs to be started; they see no others.
  public Tmux env(String name, String value) {
    env.put(name, value);
    return this;
  }

  /// Starts a program on an empty screen, instead of the one before if there was one. When this
  /// returns, keys and signals reach that program and nothing before it.
  public Tmux start(List<String> words) throws IOException {
    // In a file: a message to the server holds no class path. The program's end is noted in the
    // title of the terminal, behind all that was printed, and the script stays: tmux at times does
    // not hear of the end of a program, and else scrolls the screen to say "Pane is dead".
    var script = Files.createTempFile(directory, "tmux", ".sh");
    pid = Path.of(script + ".pid");
    mark = script.getFileName() + " ended with ";
    Files.writeString(
        script,
        """
        trap : INT
        sh -c 'echo $$ >%s; exec "$@"' sh %s
        printf '\\033]2;%s%%s\\033\\\\' $?
        exec tail -f /dev/null
        """
            .formatted(pid, ShellWords.quoted(withEnvironment(words)), mark));
    var command = "exec sh " + ShellWords.quoted(List.of(script.toString()));
    if (running) {
      tmux("respawn-pane", "-k", command, ";", "clear-history");
    } else {
      running = true;
      startServer(command);
    }
    tmux("pipe-pane", "exec cat >>" + ShellWords.quoted(List.of(printed.toString())));
    pid();
    return this;
  }

  private void startServer(String command) {
    tmux(
        "start-server",
        ";",
        "set-option",
        "-g",
        "remain-on-exit",
        "on",
        ";",
        "set-option",
        "-g",
        "status",
        "off",
        ";",
        "new-session",
        "-d",
        "-x",
        "" + columns,
        "-y",
        "" + rows,
        command);
  }

  private List<String> withEnvironment(List<String> words) {
    var all = new ArrayList<>(List.of("env", "-i"));
    env.forEach((name, value) -> all.add(name + "=" + value));
    all.addAll(words);
    return all;
  }

  /// Types text as it is.
  public Tmux type(String text) {
    tmux("send-keys", "-l", "--", text);
    return this;
  }

  /// Presses keys in turn, by tmux' names: `Enter`, `Tab`, `Up`, `Escape`, `C-c`, `C-r`, `q`.
  public Tmux keys(String... names) {
    var words = new ArrayList<>(List.of("send-keys"));
    words.addAll(List.of(names));
    tmux(words.toArray(String[]::new));
    return this;
  }

  /// Types a line and presses Enter.
  public Tmux line(String text) {
    return type(text).keys("Enter");
  }

  /// The size of the terminal in which the next program is started.
  public Tmux size(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    return this;
  }

  /// Makes the terminal another size.
  public Tmux resize(int toColumns, int toRows) {
    tmux("resize-window", "-x", "" + toColumns, "-y", "" + toRows);
    return this;
  }

  /// What is to be seen, without blanks at the ends of lines.
  public String screen() {
    return tmux("capture-pane", "-p");
  }

  /// What is to be seen, with the escape sequences of its colours.
  public String colours() {
    return tmux("capture-pane", "-p", "-e");
  }

  /// What is to be seen, and what has scrolled away.
  public String everything() {
    return tmux("capture-pane", "-p", "-S", "-");
  }

  /// Whether the terminal is in modes that a program must leave again.
  public String modes() {
    var format = "alternate=#{alternate_on} cursor=#{cursor_flag} wrap=#{wrap_flag}";
    return tmux("display-message", "-p", format).strip();
  }

  /// Waits until the screen holds the text.
  public Tmux until(String text) {
    return until("the screen shows \"" + text + "\"", screen -> screen.contains(text));
  }

  /// Waits until the screen is as it should be.
  public Tmux until(String what, Predicate<String> screen) {
    try {
      untilSeen(what, () -> screen.test(screen()));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", but it is:\n" + screen(), e);
    }
    return this;
  }

  private void untilSeen(String what, BooleanSupplier look) {
    untilSeen(what, Until.LIMIT, look);
  }

  private void untilSeen(String what, Duration limit, BooleanSupplier look) {
    var seen = new AtomicLong();
    var lookedAt = new AtomicLong(System.nanoTime() - LONGEST.toNanos());
    Until.until(
        what,
        limit,
        () -> {
          var waited = System.nanoTime() - lookedAt.get();
          var size = printed.toFile().length();
          if (waited < (size == seen.get() ? LONGEST : SHORTEST).toNanos()) {
            return false;
          }
          seen.set(size); // before the look: what comes meanwhile is looked at again
          var isSeen = look.getAsBoolean();
          lookedAt.set(System.nanoTime());
          return isSeen;
        });
  }

  /// Waits until the program has ended, and everything it printed is on the screen.
  ///
  /// @return its exit code
  public int exitCode() {
    return exitCode(Until.LIMIT);
  }

  /// Waits for no longer than that.
  public int exitCode(Duration limit) {
    untilSeen("the program has ended", limit, () -> title().startsWith(mark));
    return Integer.parseInt(title().substring(mark.length()));
  }

  private String title() {
    return tmux("display-message", "-p", "#{pane_title}").strip();
  }

  /// The pid of the program.
  public long pid() {
    Until.until("the program has begun", () -> Files.exists(pid) && !content(pid).isEmpty());
    return Long.parseLong(content(pid));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tmux(String... words) {
    // A socket in a directory of the test's: nothing is left in the machine's own.
    var all = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", socket()));
    all.addAll(List.of(words));
    try {
      var process = new ProcessBuilder(all).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", List.of(words), printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String socket() {
    return directory.resolve("tmux.socket").toString();
  }

  /// Ends the server and, as closing a window does, the program; returns when they are gone.
  @Override
  public void close() {
    if (running) {
      var left = List.of(pid(), Long.parseLong(tmux("display-message", "-p", "#{pid}").strip()));
      tmux("kill-server");
      for (var pid : left) {
        ProcessHandle.of(pid).ifPresent(Tmux::end);
      }
    }
  }

  private static void end(ProcessHandle process) {
    Until.until("process " + process.pid() + " has ended", () -> !isAlive(process));
  }

  /// A zombie has no command any more; whoever inherited it may never reap it.
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
