package dev.queuectl.process.launch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.queuectl.process.posix.CFunction;
import dev.queuectl.process.posix.Descriptors;
import dev.queuectl.process.posix.FileLease;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What children inherit from a process and others can change: nice value, I/O priority, scheduler,
/// processors, limits, and what `/proc` has files for (Linux). `renice -g 0` in a command changes
/// it for the shell that runs the command.
final class Traits {
  private static final CFunction GETPRIORITY = CFunction.named("getpriority");
  private static final CFunction GETSCHEDULER = CFunction.named("sched_getscheduler");
  private static final CFunction GETAFFINITY = CFunction.named("sched_getaffinity");

  /// The C library has no function for `ioprio_get`.
  private static final CFunction SYSCALL = CFunction.named("syscall");

  private static final CFunction PREAD = CFunction.named("pread");

  private static final long IOPRIO_GET = System.getProperty("os.arch").equals("amd64") ? 252 : 31;
  private static final int IOPRIO_WHO_PROCESS = 1;
  private static final long PROCESSOR_BYTES = 128;
  private static final long NUMBERS_BYTES = 16;
  private static final long FILE_BYTES = 2048;
  private static final List<String> FILES = List.of("limits", "oom_score_adj", "autogroup");
  private static final long FILES_AT = NUMBERS_BYTES + PROCESSOR_BYTES;

  private final int pid;

  /// Kept open to save time if descriptors are plentiful; empty otherwise.
  private final int[] files;

  private final MemorySegment first = allocate();
  private final MemorySegment now = allocate();
  private final boolean seen;

  /// Remembers those of a process.
  Traits(long pid) {
    this.pid = (int) pid;
    var opened = open();
    this.seen = read(first, opened);
    if (Descriptors.areMany()) {
      this.files = opened;
    } else {
      close(opened);
      this.files = new int[0];
    }
  }

  private int[] open() {
    return FILES.stream().mapToInt(name -> FileLease.open(Path.of("/proc/" + pid, name))).toArray();
  }

  private static MemorySegment allocate() {
    return Arena.ofAuto().allocate(FILES_AT + FILES.size() * FILE_BYTES, 8);
  }

  /// Whether they are as they were.
  boolean areUnchanged() {
    if (files.length > 0) {
      return seen && read(now, files) && now.mismatch(first) == -1;
    }
    var opened = open();
    try {
      return seen && read(now, opened) && now.mismatch(first) == -1;
    } finally {
      close(opened);
    }
  }

  void close() {
    close(files);
  }

  private static void close(int[] opened) {
    Arrays.stream(opened).filter(fd -> fd >= 0).forEach(Native::close);
  }

  /// @return false if there was no descriptor to look with
  private boolean read(MemorySegment into, int[] opened) {
    into.set(JAVA_INT, 0, GETPRIORITY.call(0, pid));
    into.set(JAVA_INT, 4, GETSCHEDULER.call(pid));
    into.set(JAVA_LONG, 8, SYSCALL.call(IOPRIO_GET, IOPRIO_WHO_PROCESS, pid));
    var processors = into.asSlice(NUMBERS_BYTES, PROCESSOR_BYTES);
    GETAFFINITY.call(pid, PROCESSOR_BYTES, processors);
    for (var i = 0; i < opened.length; i++) {
      var at = into.asSlice(FILES_AT + i * FILE_BYTES, FILE_BYTES).fill((byte) 0);
      PREAD.call(opened[i], at, FILE_BYTES, 0);
    }
    return !Platform.LINUX || opened[0] >= 0;
  }
}
