package dev.queuectl.process;

import dev.queuectl.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Which process is which, across the reuse of pids and restarts of the host.
///
/// On Linux a process is its boot id, its pid namespace, its pid and field 22 of `/proc/PID/stat`
/// (proc(5)). Elsewhere its start in milliseconds stands for the ticks, and the start of process 1
/// (or, where nobody may ask, the computer's name) for the boot.
public final class Identities {
  private static final boolean VISIBLE = !Platform.LINUX || seesItself();

  private static final String HOST_ID = findHostId();
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  private Identities() {}

  /// What can be said about a process.
  public enum Liveness {
    ALIVE,
    /// It has ended, be it unreaped, or its pid belongs to another process now.
    DEAD,
    /// It is of another host or another boot, where this process cannot look.
    UNKNOWN
  }

  /// Of this process.
  public static ProcessIdentity self() {
    return of(ProcessHandle.current().pid());
  }

  /// Of any process of this host; its start is 0 if there is no such process.
  public static ProcessIdentity of(long pid) {
    return new ProcessIdentity(HOST_ID, pid, startTicks(pid));
  }

  public static Liveness isAlive(ProcessIdentity process) {
    if (!process.hostId().equals(HOST_ID) || !VISIBLE) {
      return Liveness.UNKNOWN;
    }
    var running = startTicks(process.pid()) == process.startTicks() && !hasEnded(process.pid());
    return running ? Liveness.ALIVE : Liveness.DEAD;
  }

  /// The name of this host, for people.
  public static String hostName() {
    try {
      return Platform.LINUX
          ? Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()
          : name();
    } catch (IOException e) {
      return name();
    }
  }

  /// Whether two host ids are of the same kernel since it was started; their pid namespaces may
  /// differ.
  public static boolean areOfOneBoot(String hostId, String other) {
    return boot(hostId).equals(boot(other));
  }

  private static String boot(String hostId) {
    return hostId.replaceFirst("/.*", "");
  }

  /// Whether the processes that `/proc` shows are those that this process means by their pids; not
  /// so in a new pid namespace without a `/proc` of its own.
  public static boolean areVisible() {
    return VISIBLE;
  }

  /// See [ProcessIdentity#hostId].
  public static String hostId() {
    return HOST_ID;
  }

  /// Whether there is no such process or it is a zombie.
  static boolean hasEnded(long pid) {
    return Platform.LINUX
        ? stat(pid).map(fields -> "ZX".contains(fields[STATE])).orElse(true)
        : !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long startTicks(long pid) {
    return Platform.LINUX
        ? stat(pid).map(fields -> Long.parseLong(fields[START_TICKS])).orElse(0L)
        : startedAt(pid).map(Instant::toEpochMilli).orElse(0L);
  }

  /// The fields from the third on: the second is the program's name, which may contain anything.
  private static Optional<String[]> stat(long pid) {
    try {
      var text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      return Optional.empty(); // how /proc says that there is no such process
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
