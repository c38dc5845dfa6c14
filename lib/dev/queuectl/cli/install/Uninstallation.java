package dev.queuectl.cli.install;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes away what was installed, the command first. Files of others and the queue stay.
record Uninstallation(InstallPlaces places) {

  /// What was removed.
  List<Path> uninstall() throws IOException {
    var removed = new ArrayList<Path>();
    if (places.isLinkOurs()) {
      Files.delete(places.link());
      removed.add(places.link());
    }
    new Leftovers(places).sweep();
    for (var folder : places.installed()) {
      for (var line : Files.readAllLines(folder.resolve(ProgramFiles.MARK))) {
        if (Files.deleteIfExists(Path.of(line))) {
          removed.add(Path.of(line));
        }
      }
      new Leftovers(places).remove(folder);
      removed.add(folder);
    }
    deleteIfEmpty(places.versions());
    return removed;
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // The queue is in it.
    }
  }
}
