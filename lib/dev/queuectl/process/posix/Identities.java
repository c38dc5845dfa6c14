package dev.queuectl.process.posix;

import dev.queuectl.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Which process is which, across the reuse of pids and restarts of the host.
///
/// On Linux a process is its boot id, its pid namespace, its pid and field 22 of `/proc/PID/stat`
/// (proc(5)). Elsewhere its start in milliseconds takes the place of the ticks, and the start of
/// process 1 (or, if that is not visible, the computer's name) that of the boot id. A host that was
/// given a name of its own (`QUEUECTL_HOST`) is another host than those of other names.
public final class Identities {
  private static final boolean VISIBLE = !Platform.LINUX || seesItself();

  /// How this host is called, if its own name will not do: where several containers have one, or to
  /// try many hosts on one machine.
  private static final String GIVEN_NAME =
      Objects.requireNonNullElse(System.getenv("QUEUECTL_HOST"), "").strip().replaceAll("\\s", "_");

  private static final String HOST_ID =
      findHostId() + (GIVEN_NAME.isEmpty() ? "" : "/" + GIVEN_NAME);
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  private Identities() {}

  /// What can be said about a process.
  public enum Liveness {
    ALIVE,
    /// It has ended (perhaps as a zombie), or its pid belongs to another process now.
    DEAD,
    /// It belongs to another host or another boot, where this process cannot look.
    UNKNOWN
  }

  /// Of this process.
  public static ProcessIdentity self() {
    return Self.IDENTITY;
  }

  /// Read once: later there may be no descriptor to read it with.
  private static final class Self {
    private static final ProcessIdentity IDENTITY = of(ProcessHandle.current().pid());
  }

  /// Of any process of this host; its start is 0 if there is no such process.
  public static ProcessIdentity of(long pid) {
    return new ProcessIdentity(HOST_ID, pid, startTicks(pid));
  }

  public static Liveness isAlive(ProcessIdentity process) {
    if (!process.hostId().equals(HOST_ID) || !VISIBLE) {
      return Liveness.UNKNOWN;
    }
    try {
      var running = startTicks(process.pid()) == process.startTicks() && !hasEnded(process.pid());
      return running ? Liveness.ALIVE : Liveness.DEAD;
    } catch (UncheckedIOException e) {
      return Liveness.ALIVE; // who cannot be seen must not be taken for dead
    }
  }

  /// The name of this host, for people.
  public static String hostName() {
    if (!GIVEN_NAME.isEmpty()) {
      return GIVEN_NAME;
    }
    try {
      return Platform.LINUX
          ? Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()
          : name();
    } catch (IOException e) {
      return name();
    }
  }

  /// Whether two host ids are from the same kernel and the same boot; their pid namespaces may
  /// differ.
  public static boolean areOfOneBoot(String hostId, String other) {
    return boot(hostId).equals(boot(other));
  }

  private static String boot(String hostId) {
    return hostId.replaceFirst("/.*", "");
  }

  /// Whether the pids in `/proc` mean the same processes as they do to this process; not so in a
  /// new pid namespace without a `/proc` of its own.
  public static boolean areVisible() {
    return VISIBLE;
  }

  /// See [ProcessIdentity#hostId].
  public static String hostId() {
    return HOST_ID;
  }

  /// Whether there is no such process or it is a zombie; false if unknown.
  public static boolean hasEnded(long pid) {
    if (!Platform.LINUX) {
      return !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
    try {
      return stat(pid).map(fields -> "ZX".contains(fields[STATE])).orElse(true);
    } catch (IOException e) {
      return false;
    }
  }

  private static long startTicks(long pid) {
    if (!Platform.LINUX) {
      return startedAt(pid).map(Instant::toEpochMilli).orElse(0L);
    }
    try {
      return stat(pid).map(fields -> Long.parseLong(fields[START_TICKS])).orElse(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a file in `/proc` could not be read because there is no such process (any more), or
  /// because it is not ours to see. Java has no exception of its own for a process that ended while
  /// it was read; but then its directory has gone. Checking that needs no descriptor.
  public static boolean isGone(long pid, IOException e) {
    return e instanceof NoSuchFileException
        || e instanceof AccessDeniedException
        || !Files.exists(Path.of("/proc/" + pid));
  }

  /// The fields from the third on: the second is the program's name, which may contain anything.
  ///
  /// @return empty if there is no such process
  /// @throws IOException if it cannot be found out, for instance without a free descriptor
  private static Optional<String[]> stat(long pid) throws IOException {
    try {
      var text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      if (isGone(pid, e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<Instant> startedAt(long pid) {
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
  }

  private static boolean seesItself() {
    try {
      var self = Files.readSymbolicLink(Path.of("/proc/self")).toString();
      return self.equals(Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      return true; // there is no /proc that could mislead
    }
  }

  private static String findHostId() {
    try {
      return Platform.LINUX
          ? Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/" + namespace()
          : startedAt(1).map(start -> "boot-" + start.toEpochMilli()).orElseGet(Identities::name);
    } catch (IOException e) {
      return name();
    }
  }

  /// The inode number in `pid:[4026531836]`.
  private static String namespace() throws IOException {
    var link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    return link.replaceAll("\\D", "");
  }

  private static String name() {
    var name = Objects.requireNonNullElse(System.getenv("COMPUTERNAME"), System.getenv("HOSTNAME"));
    return "host-" + (name == null ? "unknown" : name.replaceAll("\\s", "_"));
  }
}
