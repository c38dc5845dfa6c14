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

  /// @param advice for whoever meets such a folder
  /// @throws QueueException.Unavailable if one of the folders, or a link in its place, is another
  ///   user's
  static void refuseOthers(Console console, String advice, Path... folders) {
    try {
      var own = uid(SELF);
      for (var folder : folders) {
        refuseOthers(folder, own, console, advice);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // On other systems nobody can tell.
    }
  }

  private static void refuseOthers(Path folder, int own, Console console, String advice) {
    try {
      refuse(folder, own, console, advice, LinkOption.NOFOLLOW_LINKS);
      refuse(folder, own, console, advice);
    } catch (IOException e) {
      // What is not there is nobody's, and what cannot be looked at is said where it is used.
    }
  }

  private static void refuse(
      Path folder, int own, Console console, String advice, LinkOption... links)
      throws IOException {
    var owner = uid(folder, links);
    if (owner != ROOT && owner != own && !console.env("SUDO_UID", "").equals("" + owner)) {
      throw new QueueException.Unavailable(
          "%s belongs to another user, %s".formatted(folder, Files.getOwner(folder, links)),
          advice);
    }
  }

  private static int uid(Path path, LinkOption... links) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", links);
  }
}
