package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What happens to the files in some directories, in the order in which it happens; inotify(7), so
/// on Linux only. Java's own `WatchService` merges what happens to one file, and so loses the
/// order.
public final class FileEvents implements AutoCloseable {
  private static final CFunction INIT = CFunction.named("inotify_init1");
  private static final CFunction ADD = CFunction.named("inotify_add_watch");
  private static final CFunction REMOVE = CFunction.named("inotify_rm_watch");
  private static final CFunction READ = CFunction.named("read");
  private static final int NONBLOCK = 0x800;
  private static final int BYTES = 64 * 1024;

  /// Before the name: watch, mask, cookie and length of the name, 4 bytes each.
  private static final int HEADER = 16;

  private final int fd;
  private final MemorySegment buffer = Arena.ofAuto().allocate(BYTES, 8);

  private FileEvents(int fd) {
    this.fd = fd;
  }

  /// What happened.
  public enum Kind {
    WRITTEN(0x2),
    MOVED_AWAY(0x40),
    MOVED_HERE(0x80),
    CREATED(0x100),
    /// Not everything is known any more.
    LOST(0x4000);

    private final int bit;

    Kind(int bit) {
      this.bit = bit;
    }

    private static Kind of(int mask) {
      for (var kind : values()) {
        if ((mask & kind.bit) != 0) {
          return kind;
        }
      }
      return LOST; // the directory is gone
    }
  }

  /// @param directory as [#watch] has numbered it
  /// @param move the same for both ends of a move
  public record Event(Kind kind, int directory, int move, String name) {
    /// Whether there were more events than the system keeps.
    public boolean isOverflow() {
      return kind == Kind.LOST && directory < 0;
    }
  }

  /// Prepares the system calls, which takes a while.
  public static void load() {
    Native.close(-1); // loads this class, and the one that they go through
  }

  /// @throws IOException if the system has no more of them
  public static FileEvents open() throws IOException {
    var fd = INIT.call(NONBLOCK | Platform.O_CLOEXEC);
    if (fd < 0) {
      throw new IOException("no directory can be watched");
    }
    return new FileEvents(fd);
  }

  /// Also reports what happens in this directory from now on.
  ///
  /// @return its number
  public int watch(Path directory) throws IOException {
    var wanted = 0;
    for (var kind : Kind.values()) {
      wanted |= kind.bit;
    }
    return watch(directory, wanted & ~Kind.LOST.bit);
  }

  /// Also reports what is written to a file from now on, wherever it is moved.
  ///
  /// @return its number, which stands for the directory
  public int watchWrites(Path file) throws IOException {
    return watch(file, Kind.WRITTEN.bit);
  }

  /// Reports nothing more about what has this number.
  public void forget(int number) {
    REMOVE.call(fd, number);
  }

  private int watch(Path path, int mask) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(path.toString());
      var number = ADD.call(fd, name, mask);
      if (number < 0) {
        throw new IOException(path + " cannot be watched");
      }
      return number;
    }
  }

  /// Ends [#await] in another thread: that a watch has ended is an event, too.
  public void wake() {
    try {
      forget(watchWrites(Path.of("/")));
    } catch (IOException e) {
      // It ends when its time is over.
    }
  }

  /// Blocks until there are any, for at most that time.
  public boolean await(int millis) {
    return NativeWait.awaitReadable(fd, millis);
  }

  /// What has happened since the last call. One thread at a time may call this.
  public List<Event> read() {
    var events = new ArrayList<Event>();
    var length = READ.call(fd, buffer, BYTES);
    for (var at = 0L; at < length; ) {
      events.add(event(buffer.asSlice(at)));
      at += HEADER + buffer.get(JAVA_INT, at + 12);
    }
    return events;
  }

  private static Event event(MemorySegment bytes) {
    var name = bytes.get(JAVA_INT, 12) == 0 ? "" : bytes.getString(HEADER);
    var kind = Kind.of(bytes.get(JAVA_INT, 4));
    return new Event(kind, bytes.get(JAVA_INT, 0), bytes.get(JAVA_INT, 8), name);
  }

  @Override
  public void close() {
    Native.close(fd);
  }
}
