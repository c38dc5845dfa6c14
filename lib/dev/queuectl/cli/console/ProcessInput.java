package dev.queuectl.cli.console;

import dev.queuectl.process.launch.StandardInput;
import dev.queuectl.process.posix.Platform;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Standard input of this process, and whether it was meant for it: a pipe that our caller has as
/// its own standard input, too, is what a loop, a script or a supervisor reads (`while read`), or
/// what nobody ever writes to.
public final class ProcessInput extends FileInputStream {
  /// To look for every file would take longer than most commands.
  private static final Pattern OF_JAVA =
      Pattern.compile("/.*(?:/lib/modules|\\.(?:aot|jar|jsa|so))");

  /// Whoever has not written for so long may never do.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String SOCKET = "socket:";

  /// So many words at the end of a command line are no coincidence.
  private static final int WORDS_PASSED_ON = 2;

  private final Duration patience;
  private @Nullable Boolean inherited;

  ProcessInput() {
    this(PATIENCE);
  }

  /// @param patience how long it is waited for
  ProcessInput(Duration patience) {
    super(FileDescriptor.in);
    this.patience = patience;
  }

  /// How long [#await] waits.
  public Duration patience() {
    return patience;
  }

  @Override
  public int read() throws IOException {
    return isInherited() ? super.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return isInherited() ? super.read(bytes, from, length) : -1;
  }

  @Override
  public int read(byte[] bytes) throws IOException {
    return read(bytes, 0, bytes.length);
  }

  @Override
  public int available() throws IOException {
    return isInherited() ? super.available() : 0;
  }

  /// If our caller has closed it, the first file that Java itself opens has its number: it is one
  /// that is mapped into memory.
  private boolean isInherited() {
    if (inherited == null) {
      var target = link("self", "0");
      inherited =
          !Platform.LINUX
              || !target.isEmpty() && !(OF_JAVA.matcher(target).matches() && isMapped(target));
    }
    return inherited;
  }

  private static boolean isMapped(String file) {
    try (var maps = Files.lines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)) {
      return maps.anyMatch(line -> line.endsWith(" " + file));
    } catch (IOException e) {
      return false;
    }
  }

  /// Who else reads it: the name of that program, or a word for it; empty if it is ours alone.
  /// Where that cannot be seen (other systems than Linux), anybody might.
  public Optional<String> otherReader() {
    if (!Platform.LINUX) {
      return Optional.of("its caller");
    }
    var ours = link("self", "0");
    return ours.startsWith(SOCKET)
        ? Optional.of("whoever made that socket")
        : callers(ours).stream()
            .filter(caller -> has(caller, ours, "0") && !isUnread(caller, ours))
            .findFirst()
            .map(ProcessInput::name);
  }

  /// Our caller; its caller, too, if it has our standard input as its own; and so on.
  private static List<ProcessHandle> callers(String ours) {
    var callers = new ArrayList<ProcessHandle>();
    for (var next = ProcessHandle.current().parent();
        next.isPresent();
        next = has(next.get(), ours, "0") ? next.get().parent() : Optional.empty()) {
      callers.add(next.get());
    }
    return callers;
  }

  /// Whether it leaves its standard input to us.
  private static boolean isUnread(ProcessHandle caller, String ours) {
    var pid = Long.toString(caller.pid());
    return passesOn(pid) || hasReadNothing(pid) || ours.startsWith("/") && isAtItsBeginning();
  }

  /// Whoever reads a file, as a loop does, leaves it open where the rest begins.
  private static boolean isAtItsBeginning() {
    try (var lines = Files.lines(Path.of("/proc/self/fdinfo/0"))) {
      return lines.anyMatch(line -> line.matches("pos:\\s*0"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /// Whether its command line ends in our own words, as in `timeout 9 queuectl run cat`: such a
  /// program passes its standard input on, too.
  private static boolean passesOn(String pid) {
    var ours = words("self");
    var its = words(pid);
    return ours.size() >= WORDS_PASSED_ON
        && its.size() > WORDS_PASSED_ON
        && its.subList(its.size() - WORDS_PASSED_ON, its.size())
            .equals(ours.subList(ours.size() - WORDS_PASSED_ON, ours.size()));
  }

  /// As of the subshell that a shell makes for a function in a pipeline (proc_pid_io(5)).
  private static boolean hasReadNothing(String pid) {
    try (var lines = Files.lines(Path.of("/proc", pid, "io"))) {
      return lines.anyMatch("rchar: 0"::equals);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static List<String> words(String pid) {
    try {
      var line = Files.readString(Path.of("/proc", pid, "cmdline"), StandardCharsets.ISO_8859_1);
      return List.of(line.split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Whether our caller has started somebody beside us who can write to it, as a shell does for a
  /// pipeline.
  public boolean isOfPipeline() {
    var ours = link("self", "0");
    var callers = callers(ours);
    return callers.stream()
        .flatMap(ProcessHandle::children)
        .filter(process -> !process.equals(ProcessHandle.current()) && !callers.contains(process))
        .anyMatch(process -> descriptors(process).anyMatch(it -> has(process, ours, it)));
  }

  private static Stream<String> descriptors(ProcessHandle process) {
    var all = Path.of("/proc", Long.toString(process.pid()), "fd").toFile().list();
    return all == null ? Stream.empty() : Stream.of(all);
  }

  private static boolean has(ProcessHandle process, String file, String descriptor) {
    return !file.isEmpty() && link(Long.toString(process.pid()), descriptor).equals(file);
  }

  /// Blocks until there is something to read, or the end, but no longer than [#patience].
  public boolean await() {
    var until = System.nanoTime() + patience.toNanos();
    for (var left = patience;
        left.isPositive();
        left = Duration.ofNanos(until - System.nanoTime())) {
      if (StandardInput.awaitReadable((int) left.toMillis() + 1)) {
        return true;
      }
    }
    return false;
  }

  /// What it is; empty if that cannot be seen, or it is closed.
  private static String link(String pid, String descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", pid, "fd", descriptor)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String name(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip();
    } catch (IOException e) {
      return "its caller";
    }
  }
}
