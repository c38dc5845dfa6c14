package dev.queuectl.cli.access;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Whose the folders of a queue are. Whoever can write to a queue can have commands run by those
/// who use it, so one that somebody else has put in the way is not used unasked, as git does not
/// use somebody else's repository.
final class FolderOwner {
  /// Belongs to whoever runs this process, on Linux.
  private static final Path SELF = Path.of("/proc/self");

  private static final int ROOT = 0;

  private FolderOwner() {}

  /// @throws QueueException.Unavailable if the folder, or a link in its place, is another user's
  static void refuseOthers(Path folder, Console console) {
    try {
      if (Files.exists(SELF) && Files.exists(folder)) {
        refuse(folder, console, LinkOption.NOFOLLOW_LINKS);
        refuse(folder, console);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // What cannot be looked at cannot be used, either, which is said where it is tried.
    }
  }

  private static void refuse(Path folder, Console console, LinkOption... links) throws IOException {
    var owner = uid(folder, links);
    if (owner != ROOT && owner != uid(SELF) && !console.env("SUDO_UID", "").equals("" + owner)) {
      throw new QueueException.Unavailable(
          "%s belongs to another user, %s".formatted(folder, Files.getOwner(folder, links)),
          "If you trust them, name the database in it with --db.");
    }
  }

  private static int uid(Path path, LinkOption... links) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", links);
  }
}
