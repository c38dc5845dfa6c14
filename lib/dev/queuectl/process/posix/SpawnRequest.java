package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `posix_spawn` of `/bin/sh` in a new session, with default signal handling and no descriptors
/// but its streams.
///
/// @param arguments starting with `argv[0]`
public record SpawnRequest(
    List<String> arguments, String cwd, Environment environment, Streams streams) {
  private static final CFunction SPAWN = CFunction.named("posix_spawn");

  /// More bytes than any C library needs for its opaque structures.
  static final int OPAQUE_BYTES = 512;

  private static final MemorySegment SHELL = Arena.global().allocateFrom("/bin/sh");
  private static final MemorySegment ATTRIBUTES = attributes();

  /// The descriptors of the child. Those named here are descriptors of this process.
  public sealed interface Streams {
    void addTo(FileActions actions);
  }

  /// 0 the file stdin, or `/dev/null`, 1 the new file stdout, 2 the journal, 3 the new file stderr.
  public record Filed(@Nullable Path stdin, Path stdout, Path stderr, int journal)
      implements Streams {
    @Override
    public void addTo(FileActions actions) {
      if (stdin == null) {
        actions.openNothing(0);
      } else {
        actions.open(0, stdin);
      }
      actions.create(1, stdout);
      actions.give(2, journal);
      actions.create(3, stderr);
      actions.closeFrom(4);
    }
  }

  /// 0 the file or pipe input, 1 the file output.
  public record Copying(int input, int output) implements Streams {
    @Override
    public void addTo(FileActions actions) {
      actions.give(0, input);
      actions.give(1, output);
      actions.openNothing(2);
      actions.closeFrom(3);
    }
  }

  /// The same as `carrier`, and 3 and 4 the pipes of `Readers`.
  public record Read(Piped carrier, int stdout, int stderr) implements Streams {
    @Override
    public void addTo(FileActions actions) {
      carrier.give(actions);
      actions.give(3, stdout);
      actions.give(4, stderr);
      actions.closeFrom(5);
    }
  }

  /// 0 and 1 pipes, 2 the journal.
  public record Piped(int input, int output, int journal) implements Streams {
    @Override
    public void addTo(FileActions actions) {
      give(actions);
      actions.closeFrom(3);
    }

    private void give(FileActions actions) {
      actions.give(0, input);
      actions.give(1, output);
      actions.give(2, journal);
    }
  }

  /// @return the pid of a child that must be reaped, or the negative error number
  public long start() {
    return Children.start(this::spawn);
  }

  private int spawn() {
    try (var arena = Arena.ofConfined()) {
      var actions = FileActions.in(arena);
      actions.enter(cwd); // first: if it cannot be entered, no output file is left behind
      streams.addTo(actions);
      var pid = arena.allocate(JAVA_INT);
      var argv = Environment.pointers(arena, arguments.stream().map(arena::allocateFrom).toList());
      var envp = environment.pointers(arena);
      var list = actions.actions();
      var error = SPAWN.call(pid, SHELL, list, ATTRIBUTES, argv, envp);
      actions.destroy();
      return error == 0 ? pid.get(JAVA_INT, 0) : -error;
    }
  }

  private static MemorySegment attributes() {
    var attributes = Arena.global().allocate(OPAQUE_BYTES, 16);
    var signals = Arena.global().allocate(OPAQUE_BYTES, 16);
    var flags =
        Platform.SPAWN_SETSID
            | Platform.SPAWN_SETSIGDEF
            | Platform.SPAWN_SETSIGMASK
            | Platform.SPAWN_CLOEXEC_DEFAULT;
    CFunction.named("posix_spawnattr_init").call(attributes);
    CFunction.named("posix_spawnattr_setflags").call(attributes, flags);
    CFunction.named("sigemptyset").call(signals);
    CFunction.named("posix_spawnattr_setsigmask").call(attributes, signals);
    CFunction.named("sigfillset").call(signals);
    CFunction.named("posix_spawnattr_setsigdefault").call(attributes, signals);
    return attributes;
  }
}
