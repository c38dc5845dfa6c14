package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What commands leave in the background. This process asks to become the parent of every
/// descendant whose parent has died (prctl(2), PR_SET_CHILD_SUBREAPER), so that one look at its own
/// children shows them all; Linux lists them (proc(5), `/proc/PID/task/TID/children`).
///
/// A parent must also reap them: a thread sleeps in the kernel until a child has ended, and reaps
/// those that nobody here is waiting for.
public final class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  /// Between two looks: many end together, and those that others are waiting for are gone by then.
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration WHILE_THERE_ARE_NONE = Duration.ofSeconds(1);

  /// How long a dead child in our own session is left to whoever may be waiting for it. Java reaps
  /// its own children at once; others belong to whatever program ran in this process before it
  /// became this one.
  private static final Duration RESPITE = Duration.ofSeconds(5);

  /// The thread that the kernel gives them to: the first one.
  private static final Path CHILDREN =
      Path.of("/proc/self/task/" + ProcessHandle.current().pid() + "/children");

  private static final CFunction PREAD = CFunction.named("pread");

  /// More than the pids of a worker's shells take.
  private static final int USUAL_BYTES = 1024;

  private static final Map<Long, Long> DEAD_SINCE = new HashMap<>();
  private static final boolean VISIBLE = Platform.LINUX && adopt();

  /// Kept open if descriptors are plentiful: after every command somebody looks. Negative if not.
  private static final int KEPT = VISIBLE && Descriptors.areMany() ? FileLease.open(CHILDREN) : -1;

  private Orphans() {}

  /// Whether this system shows them.
  public static boolean areVisible() {
    return VISIBLE;
  }

  /// Whether anything may be alive in a session, besides its first process.
  public static boolean liveIn(long session) {
    try {
      return children()
          .filter(pid -> pid != session && Native.session(pid) == session)
          .anyMatch(pid -> !Identities.hasEnded(pid));
    } catch (IOException e) {
      log.warn("could not read own children reason={}", e.toString());
      return true;
    }
  }

  private static void reapForever() {
    while (true) {
      var pause = NativeWait.awaitAnyChild() ? PAUSE : WHILE_THERE_ARE_NONE;
      try {
        Children.others(isNobodys -> children().filter(isNobodys).forEach(Orphans::reap));
      } catch (IOException e) {
        log.warn("could not read own children reason={}", e.toString());
        pause = WHILE_THERE_ARE_NONE;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static void reap(long pid) {
    if (Native.session(pid) != Native.session(0)) {
      NativeWait.reapIfEnded(pid);
    } else if (!Identities.hasEnded(pid)) {
      DEAD_SINCE.remove(pid);
    } else {
      var now = System.nanoTime();
      if (now - DEAD_SINCE.computeIfAbsent(pid, _ -> now) > RESPITE.toNanos()) {
        DEAD_SINCE.remove(pid);
        NativeWait.reapIfEnded(pid);
      }
    }
  }

  private static LongStream children() throws IOException {
    var pids = list();
    return Arrays.stream(pids.split(" ")).filter(pid -> !pid.isEmpty()).mapToLong(Long::parseLong);
  }

  private static String list() throws IOException {
    if (KEPT >= 0) {
      try (var arena = Arena.ofConfined()) {
        var bytes = arena.allocate(USUAL_BYTES);
        var length = PREAD.call(KEPT, bytes, USUAL_BYTES, 0);
        if (length >= 0 && length < USUAL_BYTES) {
          var read = bytes.asSlice(0, length).toArray(JAVA_BYTE);
          return new String(read, StandardCharsets.US_ASCII);
        }
      }
    }
    return Files.readString(CHILDREN, StandardCharsets.US_ASCII);
  }

  private static boolean adopt() {
    var prctl = CFunction.ifThereIs("prctl");
    var adopts =
        prctl != null
            && Files.isReadable(CHILDREN)
            && prctl.call(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
    if (adopts) {
      Thread.ofPlatform().daemon().name("orphans").start(Orphans::reapForever);
    }
    return adopts;
  }
}
