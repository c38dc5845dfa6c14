package dev.queuectl.process;

import static dev.queuectl.process.Native.call;
import static dev.queuectl.process.Native.function;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `posix_spawn` of `/bin/sh` in a new session, with default signal handling and no descriptors
/// but these: 0 `/dev/null`, 1 the new file stdout, 2 the journal, 3 the new file stderr.
///
/// @param arguments from `argv[0]` on
/// @param journal a descriptor of this process
record SpawnRequest(
    List<String> arguments,
    String cwd,
    Environment environment,
    Path stdout,
    Path stderr,
    int journal) {

  private static final MethodHandle SPAWN =
      function("posix_spawn", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle INIT =
      function("posix_spawn_file_actions_init", JAVA_INT, ADDRESS);
  private static final MethodHandle DESTROY =
      function("posix_spawn_file_actions_destroy", JAVA_INT, ADDRESS);
  private static final MethodHandle CHDIR =
      function("posix_spawn_file_actions_addchdir_np", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle OPEN =
      function(
          "posix_spawn_file_actions_addopen",
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          JAVA_INT);
  private static final MethodHandle DUP =
      function("posix_spawn_file_actions_adddup2", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final String CLOSE_FROM_NAME = "posix_spawn_file_actions_addclosefrom_np";
  private static final @Nullable MethodHandle CLOSE_FROM =
      Native.exists(CLOSE_FROM_NAME)
          ? function(CLOSE_FROM_NAME, JAVA_INT, ADDRESS, JAVA_INT)
          : null;

  private static final int CREATE =
      Platform.O_WRONLY | Platform.O_CREAT | Platform.O_EXCL | Platform.O_APPEND;
  private static final int OWNER_ONLY = 0600;

  /// More than any C library needs for its opaque structures.
  private static final int OPAQUE_BYTES = 512;

  private static final MemorySegment SHELL = Arena.global().allocateFrom("/bin/sh");
  private static final MemorySegment NOTHING = Arena.global().allocateFrom("/dev/null");
  private static final MemorySegment ATTRIBUTES = attributes();

  /// @return the pid, or the negative error number
  int start() {
    try (var arena = Arena.ofConfined()) {
      var actions = fileActions(arena);
      var pid = arena.allocate(JAVA_INT);
      var argv = Environment.pointers(arena, arguments.stream().map(arena::allocateFrom).toList());
      var envp = environment.pointers(arena);
      var error = call(() -> (int) SPAWN.invokeExact(pid, SHELL, actions, ATTRIBUTES, argv, envp));
      call(() -> (int) DESTROY.invokeExact(actions));
      return error == 0 ? pid.get(JAVA_INT, 0) : -error;
    }
  }

  /// The directory comes first: if it cannot be entered, no output file is left behind.
  private MemorySegment fileActions(Arena arena) {
    var actions = arena.allocate(OPAQUE_BYTES, 16);
    call(() -> (int) INIT.invokeExact(actions));
    var directory = arena.allocateFrom(cwd);
    call(() -> (int) CHDIR.invokeExact(actions, directory));
    call(() -> (int) OPEN.invokeExact(actions, 0, NOTHING, 0, 0));
    var out = arena.allocateFrom(stdout.toString());
    call(() -> (int) OPEN.invokeExact(actions, 1, out, CREATE, OWNER_ONLY));
    call(() -> (int) DUP.invokeExact(actions, journal, 2));
    var err = arena.allocateFrom(stderr.toString());
    call(() -> (int) OPEN.invokeExact(actions, 3, err, CREATE, OWNER_ONLY));
    var closeFrom = CLOSE_FROM;
    if (closeFrom != null) {
      call(() -> (int) closeFrom.invokeExact(actions, 4));
    }
    return actions;
  }

  private static MemorySegment attributes() {
    var attributes = Arena.global().allocate(OPAQUE_BYTES, 16);
    var signals = Arena.global().allocate(OPAQUE_BYTES, 16);
    var flags =
        Platform.SPAWN_SETSID
            | Platform.SPAWN_SETSIGDEF
            | Platform.SPAWN_SETSIGMASK
            | Platform.SPAWN_CLOEXEC_DEFAULT;
    set("posix_spawnattr_init", attributes);
    var setFlags = function("posix_spawnattr_setflags", JAVA_INT, ADDRESS, JAVA_SHORT);
    call(() -> (int) setFlags.invokeExact(attributes, (short) flags));
    set("sigemptyset", signals);
    set("posix_spawnattr_setsigmask", attributes, signals);
    set("sigfillset", signals);
    set("posix_spawnattr_setsigdefault", attributes, signals);
    return attributes;
  }

  private static void set(String name, MemorySegment target) {
    var function = function(name, JAVA_INT, ADDRESS);
    call(() -> (int) function.invokeExact(target));
  }

  private static void set(String name, MemorySegment target, MemorySegment value) {
    var function = function(name, JAVA_INT, ADDRESS, ADDRESS);
    call(() -> (int) function.invokeExact(target, value));
  }
}
