package dev.queuectl.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// The user under whom a worker runs: no limit of processes holds for root.
///
/// @param words before the words of a command, that have it run under that user
record Owner(List<String> words) {
  private static final int FIRST = 61_000;
  private static final int MOST = 4_000;

  /// To read the classes of this program, wherever they are.
  private static final String CLASSES = "+dac_read_search";

  /// Gives all of a site to a user of its own, if this is root.
  static Owner of(Site site) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return new Owner(List.of());
    }
    var user = Integer.toString(FIRST + Math.floorMod(site.directory().hashCode(), MOST));
    for (var above = site.directory().getParent();
        !Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE);
        above = above.getParent()) {
      let(above);
    }
    Mounts.run("chown", "-RP", user + ":" + user, site.directory().toString());
    return new Owner(
        List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + user,
            "--clear-groups",
            "--inh-caps=" + CLASSES,
            "--ambient-caps=" + CLASSES,
            "env",
            "HOME=" + site.directory()));
  }

  /// Changes the limits of a process of this user: even root may not be allowed to.
  void limit(long pid, String limit) throws IOException {
    var all = new ArrayList<>(words);
    all.addAll(List.of("prlimit", "--pid", Long.toString(pid), limit));
    Mounts.run(all.toArray(String[]::new));
  }

  private static void let(Path directory) throws IOException {
    var permissions = Files.getPosixFilePermissions(directory);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(directory, permissions);
  }
}
