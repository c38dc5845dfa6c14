package dev.queuectl.process.launch;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.ShortWait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of a session: everything that a command has started, in any process group, except
/// what has made a session of its own.
final class ProcessSessions {
  private static final Logger log = LoggerFactory.getLogger(ProcessSessions.class);

  /// More passes than a fork bomb survives.
  private static final int PASSES = 50;

  /// How long to keep trying to list processes: half a second.
  private static final int STEPS_TO_LIST = 25;

  private static final int STEP_MILLIS = 20;

  private ProcessSessions() {}

  /// The living members, by pid. A session's number is not given to a new process as long as it has
  /// members.
  static List<Long> members(long session) {
    return pids()
        .filter(pid -> Native.session(pid) == session && !Identities.hasEnded(pid))
        .boxed()
        .toList();
  }

  /// The living members, and those descendants of the first process that have left the session, as
  /// with `exec setsid`.
  static List<Long> tree(long session) {
    var descendants =
        ProcessHandle.of(session).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .filter(pid -> !Identities.hasEnded(pid));
    return Stream.concat(members(session).stream(), descendants).distinct().toList();
  }

  /// Kills the tree, and what it starts in the meantime.
  ///
  /// @return the processes that were sent the signal; they may take a moment to die, and once the
  ///   first is dead, nothing else leads to those that have left the session
  static Set<ProcessIdentity> kill(long session) {
    var killed = new HashSet<ProcessIdentity>();
    var tree = tree(session);
    for (var pass = 0; pass < PASSES && !tree.isEmpty(); pass++) {
      tree.forEach(
          pid -> {
            killed.add(Identities.of(pid));
            Native.kill(pid, Platform.SIGKILL);
          });
      tree = tree(session);
    }
    return killed;
  }

  /// Asks processes to end, by their process groups: a child that is just being forked receives
  /// what is sent to its group, but would miss what is sent to the known processes. Stopped ones
  /// must be continued to receive it.
  static void terminate(List<Long> pids) {
    var groups = pids.stream().map(Native::processGroup).filter(group -> group > 1).distinct();
    groups.forEach(
        group -> {
          Native.kill(-group, Platform.SIGTERM);
          Native.kill(-group, Platform.SIGCONT);
        });
  }

  /// Whether a living process has this word among its arguments.
  static boolean hasArgument(long pid, String word) throws IOException {
    return arguments(pid).contains(bytes(word));
  }

  /// The process that has one of these words among its arguments and leads a session.
  static OptionalLong withArgument(String... words) throws IOException {
    var wanted = Stream.of(words).map(ProcessSessions::bytes).toList();
    for (var pid : pids().toArray()) {
      if (arguments(pid).stream().anyMatch(wanted::contains) && Native.session(pid) == pid) {
        return OptionalLong.of(pid);
      }
    }
    return OptionalLong.empty();
  }

  /// Whether the wrapper of an attempt is alive, whatever its journal.
  static boolean hasWrapperOf(String key) throws IOException {
    var token = bytes(Journal.token(Path.of(""), key));
    for (var pid : pids().toArray()) {
      if (arguments(pid).stream().anyMatch(word -> word.startsWith(token))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a living process was started with all of these variables. Only known on Linux.
  static boolean hasEnvironment(long pid, Map<String, String> env) throws IOException {
    var own = Set.copyOf(strings(pid, "environ"));
    return !env.isEmpty()
        && env.entrySet().stream()
            .allMatch(
                variable -> own.contains(bytes(variable.getKey() + "=" + variable.getValue())));
  }

  private static List<String> arguments(long pid) throws IOException {
    if (Platform.LINUX) {
      return strings(pid, "cmdline");
    }
    var arguments = ProcessHandle.of(pid).flatMap(handle -> handle.info().arguments());
    return arguments.stream().flatMap(Arrays::stream).map(ProcessSessions::bytes).toList();
  }

  /// A text as [#strings] returns it: one character per byte, since processes may have bytes that
  /// are not text.
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// A file of null-terminated strings in a process's directory.
  ///
  /// @throws IOException if it cannot be found out, for instance without a free descriptor
  private static List<String> strings(long pid, String name) throws IOException {
    try {
      var file = Path.of("/proc/" + pid, name);
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      if (Identities.isGone(pid, e)) {
        return List.of();
      }
      throw e;
    }
  }

  /// Whether a process is a wrapper's subshell that does not have the command's stderr yet; a shell
  /// sets that up after resetting its traps. Only known on Linux.
  static boolean isPreparing(long pid, long wrapper) {
    return stderr(pid).isPresent() && stderr(pid).equals(stderr(wrapper));
  }

  /// Whether a process is known to have a file other than this one as its stderr, whatever their
  /// names. Only known on Linux.
  static boolean hasOtherStderr(long pid, Path file) {
    try {
      var link = Path.of("/proc/" + pid + "/fd/2");
      return Files.exists(link) && !Files.isSameFile(link, file);
    } catch (IOException e) {
      return false; // gone, closed, or not ours to see
    }
  }

  private static Optional<Path> stderr(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/2")));
    } catch (IOException e) {
      return Optional.empty(); // gone, closed, not ours to see, or not Linux
    }
  }

  private static LongStream pids() {
    if (!Platform.LINUX) {
      return ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid);
    }
    var names = names();
    for (var step = 0;
        names == null && step < STEPS_TO_LIST && ShortWait.ofMillis(STEP_MILLIS);
        step++) {
      names = names();
    }
    if (names == null) {
      log.warn("could not list /proc");
      return LongStream.empty();
    }
    return Arrays.stream(names).mapToLong(Long::parseLong);
  }

  /// @return null if it cannot be listed, as when no descriptor is left
  private static String @Nullable [] names() {
    return Path.of("/proc").toFile().list((_, name) -> Character.isDigit(name.charAt(0)));
  }
}
