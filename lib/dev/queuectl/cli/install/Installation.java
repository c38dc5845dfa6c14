package dev.queuectl.cli.install;

import dev.queuectl.QueueException;
import dev.queuectl.environment.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts a version in its place. Until the command leads to it, in one step, whatever worked before
/// works on; whoever is interrupted can simply begin again.
///
/// @param before told of each step before it is taken
record Installation(InstallPlaces places, Parts parts, Consumer<Step> before) {
  private static final String STAGE = ".new-";

  /// What is installed.
  @FunctionalInterface
  interface Parts {
    /// Writes the jar, the launcher and all that these need into an empty folder.
    void writeTo(Path folder) throws IOException;
  }

  /// In this order.
  enum Step {
    COPY,
    PREPARE,
    MOVE,
    LINK,
    DOCUMENT,
    TIDY
  }

  /// What came of it.
  ///
  /// @param folder where the version is
  /// @param already whether it was there before
  /// @param kept files of others that are where ours would be
  record Installed(Path folder, boolean already, List<Path> written, List<Path> kept) {}

  /// @throws QueueException.WrongState if the command is a file of somebody else
  Installed install(String version) throws IOException {
    checkLink();
    new Leftovers(places).sweep();
    var previous = places.isLinkOurs() ? places.target().getParent() : null;
    var kept = places.others();
    var stage = places.versions().resolve(STAGE + ProcessHandle.current().pid());
    try {
      before.accept(Step.COPY);
      Files.createDirectories(stage);
      parts.writeTo(stage);
      var folder = folder(version, stage.resolve(ProgramFiles.JAR));
      var already = Files.exists(folder);
      if (!already) {
        before.accept(Step.PREPARE);
        finish(stage, kept);
        before.accept(Step.MOVE);
        move(stage, folder);
      }
      before.accept(Step.LINK);
      link(folder.resolve("queuectl"));
      before.accept(Step.DOCUMENT);
      var written = document(folder, kept);
      before.accept(Step.TIDY);
      tidy(folder, previous);
      return new Installed(folder, already, written, kept);
    } finally {
      Trees.delete(stage);
    }
  }

  private void checkLink() throws IOException {
    if (Files.exists(places.link(), LinkOption.NOFOLLOW_LINKS) && !places.isLinkOurs()) {
      throw new QueueException.WrongState(
          places.link() + " is there already and was not installed by this; nothing was changed",
          "Move it away, then install again.");
    }
  }

  /// One for the version, or for these very bytes of it if there are others already.
  private Path folder(String version, Path jar) throws IOException {
    var plain = places.versions().resolve(version);
    var own =
        places
            .versions()
            .resolve(version + "-" + Sha256.hex(Files.readAllBytes(jar)).substring(0, 8));
    for (var folder : List.of(plain, own)) {
      if (!Files.isRegularFile(folder.resolve(ProgramFiles.MARK))) {
        Trees.delete(folder); // whatever it is, nobody has finished it
        return folder;
      }
      if (Files.mismatch(folder.resolve(ProgramFiles.JAR), jar) < 0) {
        return folder;
      }
    }
    throw new IllegalStateException(own + " holds another program");
  }

  /// Makes what makes it start fast, and its documents; then it is whole, and on the disk.
  private void finish(Path stage, List<Path> kept) throws IOException {
    var program = new InstalledProgram(stage.resolve("queuectl"));
    program.print("version");
    var documents = Files.createDirectories(stage.resolve("documents"));
    for (var document : documents().entrySet()) {
      var words = document.getKey().split(" ");
      Files.writeString(documents.resolve(words[words.length - 1]), program.print(words));
    }
    var mark =
        documents().values().stream().filter(it -> !kept.contains(it)).map(Path::toString).toList();
    try (var all = Files.walk(stage)) {
      for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        sync(file);
      }
    }
    sync(Files.write(stage.resolve(ProgramFiles.MARK), mark));
  }

  private static void sync(Path file) throws IOException {
    try (var open = FileChannel.open(file, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  /// Where the output of each command goes.
  private Map<String, Path> documents() {
    var all = new LinkedHashMap<String, Path>();
    all.put("help --man", places.manual());
    places.completions().forEach((shell, path) -> all.put("completion " + shell, path));
    return all;
  }

  private static void move(Path stage, Path folder) throws IOException {
    try {
      Files.move(stage, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isRegularFile(folder.resolve(ProgramFiles.MARK))) {
        throw e;
      }
      // Somebody else has installed the same at the same time.
    }
  }

  private void link(Path launcher) throws IOException {
    var directory = Objects.requireNonNull(places.link().getParent());
    Files.createDirectories(directory);
    var fresh = directory.resolve(".queuectl" + STAGE + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, launcher);
    Files.move(fresh, places.link(), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<Path> document(Path folder, List<Path> kept) throws IOException {
    var written = new ArrayList<Path>();
    for (var document : documents().entrySet()) {
      var path = document.getValue();
      if (!kept.contains(path)) {
        var words = document.getKey().split(" ");
        var directory = Files.createDirectories(Objects.requireNonNull(path.getParent()));
        var fresh = directory.resolve(".queuectl" + STAGE + ProcessHandle.current().pid());
        Files.copy(
            folder.resolve("documents").resolve(words[words.length - 1]),
            fresh,
            StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        written.add(path);
      }
    }
    return written;
  }

  /// The version before stays, for whoever runs it and for a way back.
  private void tidy(Path folder, @Nullable Path previous) throws IOException {
    if (folder.equals(previous)) {
      return;
    }
    for (var other : places.installed()) {
      if (!other.equals(folder) && !other.equals(previous)) {
        new Leftovers(places).remove(other);
      }
    }
  }
}
