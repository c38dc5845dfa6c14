package dev.queuectl.chaos;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The processes of a trial. They are known by a variable in their environment, so that nobody
/// else's is ever touched.
final class Processes {
  static final int KILL = 9;
  static final int TERM = 15;
  static final int CONT = 18;
  static final int STOP = 19;

  private static final int STATE = 0;
  private static final int SESSION = 3;

  /// Its value is the directory of the trial.
  static final String VARIABLE = "QUEUECTL_CHAOS_SITE";

  private static final MethodHandle SIGNAL =
      function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle PTHREAD_SELF =
      function("pthread_self", FunctionDescriptor.of(JAVA_LONG));
  private static final MethodHandle PTHREAD_KILL =
      function("pthread_kill", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));

  private Processes() {}

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /// kill(2); that there is no such process (any more) is no error.
  static void send(long pid, int signal) {
    if (pid <= 1) {
      throw new IllegalArgumentException("pid must be a process's, was " + pid);
    }
    try {
      var _ = (int) SIGNAL.invokeExact((int) pid, signal);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// A signal sent to the process might be taken by another thread, and this one go on for a
  /// moment.
  static void sendToThisThread(int signal) {
    try {
      var _ = (int) PTHREAD_KILL.invokeExact((long) PTHREAD_SELF.invokeExact(), signal);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// All of a trial: workers and jobs.
  static List<Long> of(Path site) {
    return with((VARIABLE + "=" + site)::equals);
  }

  /// All of all trials under a directory.
  static List<Long> under(Path directory) {
    return with(variable -> variable.startsWith(VARIABLE + "=" + directory + "/"));
  }

  /// The processes of the session that a wrapper or a slot's shell leads, that one first.
  static List<Long> inSession(long leader) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> session(pid) == leader)
        .sorted()
        .toList();
  }

  private static long session(long pid) {
    return stat(Path.of("/proc/" + pid)).map(fields -> Long.parseLong(fields[SESSION])).orElse(0L);
  }

  private static List<Long> with(Predicate<String> variable) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> variables(pid).stream().anyMatch(variable))
        .toList();
  }

  private static List<String> variables(long pid) {
    try {
      var file = Path.of("/proc/" + pid + "/environ");
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return List.of(); // gone, or not ours to see
    }
  }

  /// Whether all threads of a process are.
  static boolean isStopped(long pid) {
    var threads = Path.of("/proc/" + pid + "/task").toFile().list();
    return threads != null
        && Arrays.stream(threads)
            .map(thread -> stat(Path.of("/proc/" + pid + "/task", thread)))
            .allMatch(stat -> stat.isEmpty() || stat.get()[STATE].equals("T"));
  }

  /// The fields from the third on, see proc(5).
  private static Optional<String[]> stat(Path task) {
    try {
      var stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      return Optional.empty(); // gone
    }
  }
}
