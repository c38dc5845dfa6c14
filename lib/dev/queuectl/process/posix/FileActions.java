package dev.queuectl.process.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What posix_spawn does in the child before it becomes the program, in this order.
///
/// @param arena for the names
/// @param actions a `posix_spawn_file_actions_t`
record FileActions(Arena arena, MemorySegment actions) {
  private static final CFunction INIT = CFunction.named("posix_spawn_file_actions_init");
  private static final CFunction DESTROY = CFunction.named("posix_spawn_file_actions_destroy");
  private static final CFunction CHDIR = CFunction.named("posix_spawn_file_actions_addchdir_np");
  private static final CFunction OPEN = CFunction.named("posix_spawn_file_actions_addopen");
  private static final CFunction DUP = CFunction.named("posix_spawn_file_actions_adddup2");
  private static final @Nullable CFunction CLOSE_FROM =
      CFunction.ifThereIs("posix_spawn_file_actions_addclosefrom_np");

  private static final int CREATE =
      Platform.O_WRONLY | Platform.O_CREAT | Platform.O_EXCL | Platform.O_APPEND;
  private static final int OWNER_ONLY = 0600;
  private static final MemorySegment NOTHING = Arena.global().allocateFrom("/dev/null");

  static FileActions in(Arena arena) {
    var actions = arena.allocate(SpawnRequest.OPAQUE_BYTES, 16);
    INIT.call(actions);
    return new FileActions(arena, actions);
  }

  void enter(String directory) {
    var name = arena.allocateFrom(directory);
    CHDIR.call(actions, name);
  }

  void open(int fd, Path file) {
    var name = arena.allocateFrom(file.toString());
    OPEN.call(actions, fd, name, 0, 0);
  }

  void openNothing(int fd) {
    OPEN.call(actions, fd, NOTHING, 0, 0);
  }

  /// The file must not exist.
  void create(int fd, Path file) {
    var name = arena.allocateFrom(file.toString());
    OPEN.call(actions, fd, name, CREATE, OWNER_ONLY);
  }

  /// @param own a descriptor of this process
  void give(int fd, int own) {
    DUP.call(actions, own, fd);
  }

  void closeFrom(int fd) {
    var closeFrom = CLOSE_FROM;
    if (closeFrom != null) {
      closeFrom.call(actions, fd);
    }
  }

  void destroy() {
    DESTROY.call(actions);
  }
}
