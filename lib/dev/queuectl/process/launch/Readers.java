package dev.queuectl.process.launch;

import dev.queuectl.process.posix.Children;
import dev.queuectl.process.posix.Environment;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.NativeWait;
import dev.queuectl.process.posix.Pipe;
import dev.queuectl.process.posix.SpawnRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Two processes that copy what a command prints from pipes into the files of a [Spool], since a
/// pipe that is reopened by name is not emptied like a file.
///
/// Each has a session of its own: signals to the command's session do not hit it, and it outlives
/// this process. It ends when nobody has its pipe open any more.
final class Readers {
  /// Redirects the command in a shell that was given both pipes; the command must not notice them.
  /// Its stderr is where [SlotScript] wants it.
  static final String REDIRECTIONS = ">&3 3>&- 9>&4 4>&-";

  private static final List<String> COPY = List.of("sh", "-c", "exec cat");
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /// How long what was printed may take to be copied: 5 s.
  private static final int STEPS = 10_000;

  /// How often a pipe must be found empty before its contents are sure to be in the file.
  private static final int EMPTY_LOOKS = 6;

  private final Reader stdout;
  private final Reader stderr;

  private Readers(Reader stdout, Reader stderr) {
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /// @param spool prepared
  static Readers start(Spool spool) throws IOException {
    var stdout = Reader.start(spool.stdout());
    try {
      return new Readers(stdout, Reader.start(spool.stderr()));
    } catch (IOException e) {
      stdout.closeInput();
      stdout.leave();
      throw e;
    }
  }

  /// Where a command prints to; descriptors of this process.
  int stdout() {
    return stdout.pipe.writeEnd();
  }

  int stderr() {
    return stderr.pipe.writeEnd();
  }

  /// Closes the pipes here; those that have inherited them keep them.
  void closeInputs() {
    stdout.closeInput();
    stderr.closeInput();
  }

  /// Blocks until what was printed is in the files. Processes that the command left in the
  /// background may go on printing.
  void await() {
    for (var step = 0; step < STEPS && !(stdout.isDone() & stderr.isDone()); step++) {
      LockSupport.parkNanos(STEP_NANOS);
    }
    stdout.leave();
    stderr.leave();
  }

  private static final class Reader {
    private final Pipe pipe;
    private final long pid;
    private int emptyLooks;
    private boolean ended;

    private Reader(Pipe pipe, long pid) {
      this.pipe = pipe;
      this.pid = pid;
    }

    static Reader start(Spool.File file) throws IOException {
      var output = Native.openForAppend(file.path().toString());
      if (output < 0) {
        throw new IOException(file.path() + ": " + Native.message(-output));
      }
      try {
        var pipe = Pipe.open();
        var streams = new SpawnRequest.Copying(pipe.readEnd(), output);
        var pid =
            new SpawnRequest(COPY, "/", new Environment("/", null, Map.of()), streams).start();
        if (pid < 0) {
          Native.close(pipe.readEnd());
          Native.close(pipe.writeEnd());
          throw new IOException("the system refused to start cat: " + Native.message((int) -pid));
        }
        return new Reader(pipe, pid);
      } finally {
        Native.close(output);
      }
    }

    void closeInput() {
      Native.close(pipe.writeEnd());
    }

    /// Whether it has ended, or is waiting for what may come from the background.
    boolean isDone() {
      if (!ended && Identities.hasEnded(pid)) {
        ended = true;
        Children.reap(pid);
      }
      emptyLooks = NativeWait.awaitReadable(pipe.readEnd(), 0) ? 0 : emptyLooks + 1;
      return ended || emptyLooks >= EMPTY_LOOKS;
    }

    void leave() {
      Native.close(pipe.readEnd());
      if (!ended) {
        Children.leave(pid);
      }
    }
  }
}
