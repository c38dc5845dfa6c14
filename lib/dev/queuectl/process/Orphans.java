package dev.queuectl.process;

import static dev.queuectl.process.Native.call;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What commands leave in the background. This process asks to become the parent of every
/// descendant whose parent has died (prctl(2), PR_SET_CHILD_SUBREAPER), so that one look at its own
/// children shows them all; Linux tells (proc(5), `/proc/PID/task/TID/children`).
final class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  /// The thread to which the kernel gives them: the first one.
  private static final Path CHILDREN =
      Path.of("/proc/self/task/" + ProcessHandle.current().pid() + "/children");

  /// Children of the Java library's own are waited for at once, and so are never found twice.
  private static final Set<Long> ENDED_BEFORE = new HashSet<>();

  private static final boolean VISIBLE = Platform.LINUX && adopt();

  private Orphans() {}

  /// Whether this system shows them.
  static boolean areVisible() {
    return VISIBLE;
  }

  /// Whether something may live in a session of which only the first process is known.
  static boolean liveIn(long session) {
    try {
      return children()
          .filter(pid -> pid != session && Native.session(pid) == session)
          .anyMatch(pid -> !Identities.hasEnded(pid));
    } catch (IOException e) {
      log.warn("could not read own children reason={}", e.toString());
      return true;
    }
  }

  /// Takes those off the kernel's table that have ended by now and before, too.
  ///
  /// @param own the children that somebody else waits for
  static synchronized void bury(Set<Long> own) {
    Set<Long> dead;
    try {
      dead =
          children()
              .filter(pid -> !own.contains(pid) && Identities.hasEnded(pid))
              .boxed()
              .collect(Collectors.toSet());
    } catch (IOException e) {
      log.warn("could not read own children reason={}", e.toString());
      return; // next time
    }
    dead.stream().filter(ENDED_BEFORE::contains).forEach(NativeWait::reap);
    ENDED_BEFORE.clear();
    ENDED_BEFORE.addAll(dead);
  }

  private static LongStream children() throws IOException {
    var pids = Files.readString(CHILDREN, StandardCharsets.US_ASCII);
    return Arrays.stream(pids.split(" ")).filter(pid -> !pid.isEmpty()).mapToLong(Long::parseLong);
  }

  private static boolean adopt() {
    if (!Files.isReadable(CHILDREN) || !Native.exists("prctl")) {
      return false;
    }
    var prctl =
        Native.function("prctl", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return call(() -> (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L)) == 0;
  }
}
