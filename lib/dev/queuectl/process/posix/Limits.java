package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How many jobs at a time the limits of this process and of its control groups allow: open files,
/// processes, address space, memory. Only known on Linux.
public final class Limits {
  /// The two pipes and the journal of a `SlotShell`.
  private static final int FILES_PER_SLOT = 3;

  /// Including those of `Traits`.
  private static final int FILES_PER_SLOT_OF_MANY = 6;

  /// For what is opened briefly, and what jobs never get.
  private static final int SPARE_FILES = 8 + Descriptors.RESERVE;

  /// The slot's shell, the subshell, the command, and the thread that waits for it.
  private static final int TASKS_PER_SLOT = 4;

  /// For threads that Java starts later on.
  private static final int SPARE_TASKS = 4;

  private static final long BYTES_PER_SLOT = 2 << 20;

  /// For memory that Java reserves later on.
  private static final long SPARE_ADDRESSES = 64 << 20;

  /// Nobody has this many tasks, so with a larger limit they need not be counted.
  private static final long MOST_TASKS = 30_000;

  private Limits() {}

  /// How many of this many slots all limits allow, but at least one.
  ///
  /// @param held for how many slots this process already has what they need
  public static int carried(int slots, int held) {
    var least = all(slots, held).stream().mapToLong(Found::carried).reduce(slots, Math::min);
    return (int) Math.max(1, least);
  }

  /// A sentence for each limit that does not allow this many slots.
  public static List<String> tooLowFor(int slots) {
    return tooLowFor(slots, 0);
  }

  /// @param held as for [#carried]
  public static List<String> tooLowFor(int slots, int held) {
    return all(slots, held).stream()
        .filter(found -> found.carried() < slots)
        .map(found -> found.sentence(slots))
        .toList();
  }

  /// A limit.
  ///
  /// @param may a clause
  /// @param carried how many slots it allows
  private record Found(String may, long carried, String advice) {
    String sentence(int slots) {
      return "%s, enough for %,d of %,d slots; the others stay idle until there is room. %s"
          .formatted(may, Math.max(0, carried), slots, advice);
    }
  }

  private static List<Found> all(int slots, int held) {
    if (!Platform.LINUX) {
      return List.of();
    }
    try {
      return Stream.of(
              files(held), addresses(held), processes(slots, held), groupProcesses(held), memory())
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      return List.of(); // no /proc, or nothing to look with
    }
  }

  private static Optional<Found> files(int held) throws IOException {
    var most = ofProcess("Max open files");
    var open = count(Path.of("/proc/self/fd"));
    var each = Descriptors.areMany() ? FILES_PER_SLOT_OF_MANY : FILES_PER_SLOT;
    return most.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Found(
                "This process may have %,d files open".formatted(most.getAsLong()),
                held + (most.getAsLong() - open - SPARE_FILES) / each,
                "Raise it with ulimit -n or LimitNOFILE=."));
  }

  private static Optional<Found> addresses(int held) throws IOException {
    var most = ofProcess("Max address space");
    return most.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Found(
                "This process may use %,d MiB of address space".formatted(most.getAsLong() >> 20),
                held + (most.getAsLong() - addressesInUse() - SPARE_ADDRESSES) / BYTES_PER_SLOT,
                "Raise it with ulimit -v or LimitAS=."));
  }

  private static long addressesInUse() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmSize:")) {
        return number(line.replaceAll("\\D", "")).orElse(0) << 10;
      }
    }
    return 0;
  }

  /// Root is exempt.
  private static Optional<Found> processes(int slots, int held) throws IOException {
    var most = ofProcess("Max processes");
    var user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return most.isEmpty()
            || user == 0
            || most.getAsLong() > MOST_TASKS + (long) slots * TASKS_PER_SLOT
        ? Optional.empty()
        : Optional.of(
            new Found(
                "This user may have %,d processes and threads".formatted(most.getAsLong()),
                held + (most.getAsLong() - tasksOf(user) - SPARE_TASKS) / TASKS_PER_SLOT,
                "Raise it with ulimit -u or LimitNPROC=."));
  }

  private static Optional<Found> groupProcesses(int held) throws IOException {
    return group("pids", "pids.max")
        .map(
            limit ->
                new Found(
                    "This control group may have %,d processes and threads".formatted(limit.most()),
                    held
                        + (limit.most()
                                - number(limit.group().resolve("pids.current")).orElse(0)
                                - SPARE_TASKS)
                            / TASKS_PER_SLOT,
                    "Raise its pids.max (TasksMax=, --pids-limit)."));
  }

  private static Optional<Found> memory() {
    return group("memory", "memory.max")
        .or(() -> group("memory", "memory.limit_in_bytes"))
        .map(
            limit ->
                new Found(
                    "This control group may use %,d MiB of memory".formatted(limit.most() >> 20),
                    (limit.most() - Runtime.getRuntime().totalMemory()) / BYTES_PER_SLOT,
                    "Raise its memory.max (MemoryMax=, --memory)."));
  }

  /// The soft limit, as proc(5) has it; empty if there is none.
  private static OptionalLong ofProcess(String name) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith(name)) {
        return number(line.substring(name.length()).strip().split(" +")[0]);
      }
    }
    return OptionalLong.empty();
  }

  /// The smallest limit of this process's control group and its ancestors.
  private record Limit(Path group, long most) {}

  private static Optional<Limit> group(String controller, String file) {
    var smallest = Optional.<Limit>empty();
    for (var group : groups(controller)) {
      var most = number(group.resolve(file));
      if (most.isPresent() && (smallest.isEmpty() || most.getAsLong() < smallest.get().most())) {
        smallest = Optional.of(new Limit(group, most.getAsLong()));
      }
    }
    return smallest;
  }

  /// Where they are usually mounted: in version 2 all in one tree, in version 1 one tree per
  /// controller.
  private static List<Path> groups(String controller) {
    var groups = new ArrayList<Path>();
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
        var fields = line.split(":", 3);
        var unified = fields[1].isEmpty();
        if (unified || List.of(fields[1].split(",")).contains(controller)) {
          var root = Path.of("/sys/fs/cgroup", unified ? "" : controller);
          for (var path = Path.of(fields[2]); path != null; path = path.getParent()) {
            groups.add(root.resolve(Path.of("/").relativize(path)));
          }
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return groups;
  }

  private static OptionalLong number(Path file) {
    try {
      return number(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /// Other words mean that there is no limit: `max`, `unlimited`.
  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static long count(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.count();
    }
  }

  private static long tasksOf(int user) throws IOException {
    var tasks = 0L;
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          if (Files.getAttribute(process, "unix:uid").equals(user)) {
            tasks += count(process.resolve("task"));
          }
        } catch (IOException e) {
          // it has ended
        }
      }
    }
    return tasks;
  }
}
