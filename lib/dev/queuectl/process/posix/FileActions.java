package dev.queuectl.process.posix;

import static dev.queuectl.process.posix.Native.call;
import static dev.queuectl.process.posix.Native.function;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What posix_spawn does in the child before it becomes the program, in this order.
///
/// @param arena for the names
/// @param actions a `posix_spawn_file_actions_t`
record FileActions(Arena arena, MemorySegment actions) {
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
  private static final MemorySegment NOTHING = Arena.global().allocateFrom("/dev/null");

  static FileActions in(Arena arena) {
    var actions = arena.allocate(SpawnRequest.OPAQUE_BYTES, 16);
    call(() -> (int) INIT.invokeExact(actions));
    return new FileActions(arena, actions);
  }

  void enter(String directory) {
    var name = arena.allocateFrom(directory);
    call(() -> (int) CHDIR.invokeExact(actions, name));
  }

  void openNothing(int fd) {
    call(() -> (int) OPEN.invokeExact(actions, fd, NOTHING, 0, 0));
  }

  /// The file must not exist.
  void create(int fd, Path file) {
    var name = arena.allocateFrom(file.toString());
    call(() -> (int) OPEN.invokeExact(actions, fd, name, CREATE, OWNER_ONLY));
  }

  /// @param own a descriptor of this process
  void give(int fd, int own) {
    call(() -> (int) DUP.invokeExact(actions, own, fd));
  }

  void closeFrom(int fd) {
    var closeFrom = CLOSE_FROM;
    if (closeFrom != null) {
      call(() -> (int) closeFrom.invokeExact(actions, fd));
    }
  }

  void destroy() {
    call(() -> (int) DESTROY.invokeExact(actions));
  }
}
